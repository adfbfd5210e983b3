package cruddur.conversation;

import cruddur.conversation.rows.Message;

/**
 * What came of a post.
 *
 * @param message as it stands in the table
 * @param isNew whether this post wrote it; {@code false} where it repeats an earlier one, by its
 *     idempotency key
 */
public record Posted(Message message, boolean isNew) {

  static Posted now(Message message) {
    return new Posted(message, true);
  }
}
