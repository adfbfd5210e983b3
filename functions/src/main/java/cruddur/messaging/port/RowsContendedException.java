package cruddur.messaging.port;

/** Concurrent transactions held the rows of a request at every attempt. A retry may succeed. */
public final class RowsContendedException extends RowsUnavailableException {

  private static final long serialVersionUID = 1;

  public RowsContendedException(String message, Throwable cause) {
    super(message, cause);
  }
}
