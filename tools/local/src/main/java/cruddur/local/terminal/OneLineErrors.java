package cruddur.local.terminal;

import cruddur.toolkit.StartupException;
import cruddur.toolkit.template.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Prints one line for every failure of a command, and no stack trace. The exit code of a usage
 * error is 2.
 *
 * @param exitCode the exit code of other failures
 */
public record OneLineErrors(int exitCode)
    implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private static final int USAGE = 2;

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    print(
        command,
        "%s. See %s --help."
            .formatted(
                oneLine(failure.getMessage()).replaceFirst("\\.$", ""), command.getCommandName()));
    return USAGE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    print(command, textOf(failure));
    return exitCode;
  }

  /** What happened. For a bug, also the place in the code. */
  private static String textOf(Exception failure) {
    if (failure instanceof StartupException || failure instanceof TemplateException) {
      return oneLine(failure.getMessage());
    }
    if (failure instanceof UncheckedIOException e) {
      return oneLine(e.getMessage() + " (" + e.getCause() + ")");
    }
    String description = oneLine(failure.getClass().getSimpleName() + ": " + failure.getMessage());
    StackTraceElement[] trace = failure.getStackTrace();
    return failure instanceof IOException || trace.length == 0
        ? description
        : "Unexpected error: %s, at %s".formatted(description, trace[0]);
  }

  private static void print(CommandLine command, String line) {
    command.getErr().println(line);
    command.getErr().flush();
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
