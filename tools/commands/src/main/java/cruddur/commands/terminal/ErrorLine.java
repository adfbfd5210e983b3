package cruddur.commands.terminal;

import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.toolkit.StartupException;
import cruddur.toolkit.template.TemplateException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns every exception of a command into one line on standard error and an exit code. */
public final class ErrorLine implements IExecutionExceptionHandler, IParameterExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof OutputException e) {
      return e.isBrokenPipe() ? ExitCode.OK : print(command, e.getMessage(), ExitCode.FAILED);
    }
    flush(command);
    return switch (failure) {
      case CommandFailedException e -> print(command, e.getMessage(), e.exitCode());
      case UnreadableRowException e -> print(command, e.getMessage(), ExitCode.FAILED);
      case StartupException e -> print(command, e.getMessage(), ExitCode.FAILED);
      case TemplateException e -> print(command, e.getMessage(), ExitCode.FAILED);
      case InterruptedException _ -> print(command, "Interrupted", ExitCode.FAILED);
      default -> print(command, unexpected(failure), ExitCode.FAILED);
    };
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    return print(
        command,
        "%s; see %s --help"
            .formatted(failure.getMessage(), command.getCommandSpec().qualifiedName()),
        ExitCode.USAGE);
  }

  /** Prints the output so far before the error. */
  private static void flush(CommandLine command) {
    try {
      command.getOut().flush();
    } catch (OutputException e) {
      // The failure that is printed next came first.
    }
  }

  private static int print(CommandLine command, String line, int exitCode) {
    command.getErr().println(oneLine(line));
    command.getErr().flush();
    return exitCode;
  }

  /** An I/O error; or a bug, for which the line names the place in the code. */
  private static String unexpected(Exception failure) {
    String description = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    StackTraceElement[] trace = failure.getStackTrace();
    return failure instanceof IOException || trace.length == 0
        ? description
        : "Unexpected error: %s, at %s".formatted(description, trace[0]);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
