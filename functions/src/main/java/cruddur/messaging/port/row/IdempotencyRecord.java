package cruddur.messaging.port.row;

import java.time.Instant;

/**
 * What was answered to a post with an idempotency key, so that a repetition is answered the same.
 * The text is not kept: whoever repeats the post brings it along.
 *
 * @param requestDigest tells the request from another with the same key
 * @param messageUuid the message that was written
 * @param groupUuid its conversation
 * @param createdAt its moment
 * @param sender who sent it, named as he was named then
 * @param expiresAt from then on the key may be used anew, whole seconds; the row itself may stay a
 *     while longer
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

  /** What is kept of a message. */
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

  /** The message, given its text. */
  public Message withText(String text) {
    return new Message(messageUuid, groupUuid, createdAt, sender, text);
  }
}
