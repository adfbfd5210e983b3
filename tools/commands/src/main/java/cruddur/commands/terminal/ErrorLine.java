package cruddur.commands.terminal;

import cruddur.messaging.port.UnreadableRowException;
import cruddur.toolkit.StartupException;
import cruddur.toolkit.template.TemplateException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns whatever a command throws into one line on the error stream, and an exit code. */
public final class ErrorLine implements IExecutionExceptionHandler, IParameterExceptionHandler {

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof OutputException e) {
      return e.isForWantOfReader() ? ExitCode.OK : print(command, e.getMessage(), ExitCode.FAILED);
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

  /** What was found until then stands before the error. */
  private static void flush(CommandLine command) {
    try {
      command.getOut().flush();
    } catch (OutputException e) {
      // The failure that is about to be told came first.
    }
  }

  private static int print(CommandLine command, String line, int exitCode) {
    command.getErr().println(oneLine(line));
    command.getErr().flush();
    return exitCode;
  }

  /** A file that cannot be read, or a mistake of this program, which says where it happened. */
  private static String unexpected(Exception failure) {
    String what = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    StackTraceElement[] trace = failure.getStackTrace();
    return failure instanceof IOException || trace.length == 0
        ? what
        : "This should not happen: %s, at %s".formatted(what, trace[0]);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
