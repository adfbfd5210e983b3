package cruddur.messaging.posting;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.Result;
import cruddur.messaging.Sha256;
import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.IdempotencyRecord;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A post with an idempotency key: however often and however concurrently it is sent, one message is
 * written, and every response is the same.
 *
 * <p>The row of the key is put in the transaction that writes the message, and refuses it where the
 * key has been used. What stands there then decides.
 *
 * @param key where the row stands
 * @param digest of all that makes the request what it is
 */
public record IdempotentPost(RowKey.OfIdempotencyRecord key, String digest) {

  /**
   * A day is promised. The rest is for clocks of two hosts that differ, and for requests that are
   * under way when it ends.
   */
  static final Duration KEPT_FOR = Duration.ofDays(1).plusMinutes(1);

  /** A post into a group. */
  static IdempotentPost intoGroup(UserProfile sender, String key, String groupUuid, String text) {
    return of(sender, key, "group", groupUuid, text);
  }

  /** A post to whoever has a handle. */
  static IdempotentPost toUser(UserProfile sender, String key, UserProfile other, String text) {
    return of(sender, key, "user", other.uuid(), text);
  }

  /**
   * Puts the row of the key, unless the key is in use at the moment of the message.
   *
   * @param message that is written in the same transaction
   */
  ConditionalPut recordPut(Message message) {
    Instant now = message.createdAt().instant();
    return new ConditionalPut(
        IdempotencyRecord.of(key, digest, message, wholeSecond(now.plus(KEPT_FOR))),
        new PutCondition.KeyIsFreeOrExpired(now));
  }

  /**
   * The response, if the key has been used before: the same again for the same request, {@link
   * Refusal#IDEMPOTENCY_KEY_REUSED} for another.
   *
   * @param message that was to be written
   */
  Optional<Result<PostResult>> replay(TransactionOutcome.Refused refused, Message message) {
    return refused.at(key).map(IdempotencyRecord.class::cast).map(sent -> respond(sent, message));
  }

  /**
   * The same for a post that nothing was to be written of, by the row of its key as it stands.
   *
   * @param text of the post
   */
  Optional<Result<PostResult>> replay(
      Optional<IdempotencyRecord> standing, String text, Instant now) {
    return standing
        .filter(sent -> sent.expiresAt().isAfter(now))
        .map(sent -> respond(sent, text, false));
  }

  private Result<PostResult> respond(IdempotencyRecord sent, Message message) {
    // Our own, where the response to our transaction was lost.
    return respond(sent, message.text(), sent.messageUuid().equals(message.uuid()));
  }

  private Result<PostResult> respond(IdempotencyRecord sent, String text, boolean isNew) {
    return sent.requestDigest().equals(digest)
        ? Result.accepted(new PostResult(sent.withText(text), isNew))
        : Result.refused(ErrorCode.IDEMPOTENCY_KEY_REUSED);
  }

  private static IdempotentPost of(UserProfile sender, String key, String... request) {
    return new IdempotentPost(
        new RowKey.OfIdempotencyRecord(sender.uuid(), key), Sha256.ofParts(request));
  }

  /** No earlier than the moment, since the row expires by whole seconds. */
  private static Instant wholeSecond(Instant moment) {
    return moment.plusSeconds(1).minusNanos(1).truncatedTo(ChronoUnit.SECONDS);
  }
}
