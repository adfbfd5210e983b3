package cruddur.conversation.rows;

/**
 * A stored row is not what its key says: an attribute is missing, or the sort key is no timestamp.
 * Trying again does not help; somebody has to look at the row. The message names key and attribute,
 * and never a text.
 */
public final class UnreadableRowException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UnreadableRowException(String message) {
    super(message);
  }
}
