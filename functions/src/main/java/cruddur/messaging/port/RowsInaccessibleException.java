package cruddur.messaging.port;

/**
 * The table rejects every request of this function: it does not exist, or the function lacks a
 * permission or credentials. A retry succeeds only after an operator has acted.
 */
public final class RowsInaccessibleException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public RowsInaccessibleException(String message, Throwable cause) {
    super(message, cause);
  }
}
