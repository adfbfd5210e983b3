package cruddur.messaging.posting;

import cruddur.messaging.port.row.Message;

/**
 * What came of a post.
 *
 * @param message as it stands in the table
 * @param isNew whether this post wrote it; {@code false} where it repeats an earlier one, by its
 *     idempotency key
 */
public record PostResult(Message message, boolean isNew) {

  static PostResult now(Message message) {
    return new PostResult(message, true);
  }
}
