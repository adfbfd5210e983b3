package cruddur.commands.terminal;

/** Whoever read the output has gone, as {@code head} does: there is no more to do. */
public final class ClosedOutputException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ClosedOutputException(Throwable cause) {
    super("nobody reads the output any more", cause);
  }
}
