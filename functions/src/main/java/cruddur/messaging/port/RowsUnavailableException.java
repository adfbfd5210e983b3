package cruddur.messaging.port;

/**
 * The table did not respond, or throttled the request. Whether a write took effect is unknown. The
 * request may be retried.
 */
public final class RowsUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public RowsUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
