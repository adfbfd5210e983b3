package cruddur.commands.terminal;

/**
 * A command cannot do what it was asked. The message is one line for its user: what happened, and
 * what to do.
 */
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

  /** Options that make no sense together. */
  public static CommandFailedException ofUsage(String message) {
    return new CommandFailedException(ExitCode.USAGE, message, null);
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode;
  }
}
