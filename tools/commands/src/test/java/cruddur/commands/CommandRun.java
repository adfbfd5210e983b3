package cruddur.commands;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;

/** What a command of {@code bin/cruddur} has printed, and ended with. */
record CommandRun(int exitCode, String out, String err) {

  static CommandRun of(String... arguments) {
    return withInput("", arguments);
  }

  /** A run in which somebody types. */
  static CommandRun withInput(String typed, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Cruddur.commandLine(
                new BufferedReader(new StringReader(typed)),
                new PrintWriter(out),
                new PrintWriter(err))
            .execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
