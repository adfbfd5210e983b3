package cruddur.toolkit;

/** A command cannot start. The message is one line for the user: what happened, and what to do. */
public final class StartupException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StartupException(String message) {
    super(message);
  }

  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
