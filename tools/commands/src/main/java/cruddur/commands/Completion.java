package cruddur.commands;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the completion script of a shell. */
@Command(
    name = "completion",
    description = {
      "Print a script that completes commands and options in bash or zsh.",
      "To enable it: source <(bin/cruddur completion)",
      ""
    })
final class Completion implements Callable<Integer> {

  /** A shell completes by the last part of the path of a command. */
  private static final String NAME = "cruddur";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(AutoComplete.bash(NAME, spec.root().commandLine()));
    return 0;
  }
}
