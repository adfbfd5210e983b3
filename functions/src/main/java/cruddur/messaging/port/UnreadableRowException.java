package cruddur.messaging.port;

/**
 * A stored row is not what its key says: an attribute is missing, or the sort key is no timestamp.
 * Trying again does not help; somebody has to look at the row. The message names key and attribute,
 * and never a text. A key can hold a handle, and so the message is for an operator's eyes, and not
 * for a log.
 */
public final class UnreadableRowException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String part;

  /**
   * @param part see {@link #part}
   */
  public UnreadableRowException(String part, String message) {
    super(message);
    this.part = part;
  }

  /** The part of the row that is at fault, by its attribute's name; no value of it. */
  public String part() {
    return part;
  }
}
