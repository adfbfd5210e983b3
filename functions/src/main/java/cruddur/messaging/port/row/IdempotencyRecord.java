package cruddur.messaging.port.row;

import java.time.Instant;

/**
 * The response to a post with an idempotency key, so that a retry gets the same response. The text
 * is not stored, because the retry carries it.
 *
 * @param requestDigest tells the request from another one with the same key
 * @param messageUuid the message that was written
 * @param groupUuid the group of the message
 * @param sender the sender with the names they had at that time
 * @param expiresAt whole seconds; from then on the key may be used again, even if the row still
 *     exists
 */
public record IdempotencyRecord(
    RowKey.OfIdempotencyRecord key,
    String requestDigest,
    String messageUuid,
    String groupUuid,
    Timestamp createdAt,
    UserProfile sender,
    Instant expiresAt)
    implements Row {

  /** The record of a message. */
  public static IdempotencyRecord of(
      RowKey.OfIdempotencyRecord key, String requestDigest, Message message, Instant expiresAt) {
    return new IdempotencyRecord(
        key,
        requestDigest,
        message.uuid(),
        message.groupUuid(),
        message.createdAt(),
        message.sender(),
        expiresAt);
  }

  /** The message with the given text. */
  public Message withText(String text) {
    return new Message(messageUuid, groupUuid, createdAt, sender, text);
  }
}
