package cruddur.commands.terminal;

/** A command failed. The message is one line for its user: what happened, and what to do. */
public final class CommandFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int exitCode;

  private CommandFailedException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  public CommandFailedException(String message) {
    this(ExitCode.FAILED, message, null);
  }

  public CommandFailedException(String message, Throwable cause) {
    this(ExitCode.FAILED, message, cause);
  }

  /** A usage error, such as options that exclude each other: exit code 2. */
  public static CommandFailedException ofUsage(String message) {
    return new CommandFailedException(ExitCode.USAGE, message, null);
  }

  /** The exit code of the process. */
  public int exitCode() {
    return exitCode;
  }
}
