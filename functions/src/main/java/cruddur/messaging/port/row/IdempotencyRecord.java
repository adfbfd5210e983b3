package cruddur.messaging.port.row;

import java.time.Instant;

/**
 * The response to a post with an idempotency key, kept for retries. The text is not stored, because
 * a retry sends it again. See docs/design.md, "Idempotency keys".
 *
 * @param requestDigest tells the request from another one with the same key
 * @param sender with the names they had at that time
 * @param expiresAt whole seconds; from then on the key is free, even if the row still exists
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

  public Message withText(String text) {
    return new Message(messageUuid, groupUuid, createdAt, sender, text);
  }
}
