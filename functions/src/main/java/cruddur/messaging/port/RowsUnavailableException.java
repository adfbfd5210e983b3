package cruddur.messaging.port;

/** The table throttled or did not respond. A write may have taken effect; a retry may succeed. */
public class RowsUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public RowsUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
