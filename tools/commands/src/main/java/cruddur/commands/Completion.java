package cruddur.commands;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
    name = "completion",
    description = {
      "Prints what bash or zsh needs to complete commands and options.",
      "To have it: source <(bin/cruddur completion)",
      ""
    })
final class Completion implements Callable<Integer> {

  /** A shell completes by the last part of a command's path. */
  private static final String NAME = "cruddur";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(AutoComplete.bash(NAME, spec.root().commandLine()));
    return 0;
  }
}
