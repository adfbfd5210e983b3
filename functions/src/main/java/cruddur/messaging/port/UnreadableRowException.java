package cruddur.messaging.port;

/**
 * A stored row is malformed: an attribute is missing, or the sort key is not a timestamp. A retry
 * does not help. The message names key and attribute, never a message text; a key can hold a
 * handle, so the message is for operators and must not be logged.
 */
public final class UnreadableRowException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String attribute;

  /**
   * @param attribute the name of the malformed attribute
   */
  public UnreadableRowException(String attribute, String message) {
    super(message);
    this.attribute = attribute;
  }

  /** The name of the malformed attribute, without its value; may be logged. */
  public String attribute() {
    return attribute;
  }
}
