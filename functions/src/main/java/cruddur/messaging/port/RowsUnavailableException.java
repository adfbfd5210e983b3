package cruddur.messaging.port;

/**
 * The table did not answer, or refused for load. Whether a write took effect is unknown. Worth
 * trying again.
 */
public final class RowsUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public RowsUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
