package cruddur.messaging.port.row;

/**
 * A stored row is malformed; a retry does not help. The message must not be logged: it contains the
 * key, which can hold a handle. It never contains the text of a message.
 */
public final class UnreadableRowException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String attribute;

  public UnreadableRowException(String attribute, String message) {
    super(message);
    this.attribute = attribute;
  }

  /** The name of the malformed attribute; may be logged. */
  public String attribute() {
    return attribute;
  }
}
