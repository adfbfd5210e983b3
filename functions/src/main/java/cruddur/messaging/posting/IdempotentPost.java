package cruddur.messaging.posting;

import cruddur.messaging.Sha256;
import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.IdempotencyRecord;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageUuids;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A post with an idempotency key: one message, the same response each time it is sent. See
 * docs/design.md, "Idempotency keys".
 */
record IdempotentPost(RowKey.OfIdempotencyRecord key, String digest) {

  /** The promised day, and a minute for clock skew and for requests in flight when it ends. */
  static final Duration RETENTION = Duration.ofDays(1).plusMinutes(1);

  static IdempotentPost toGroup(UserProfile sender, String key, String groupUuid, String text) {
    return of(sender, key, "group", groupUuid, text);
  }

  static IdempotentPost toUser(UserProfile sender, String key, UserProfile receiver, String text) {
    return of(sender, key, "user", receiver.uuid(), text);
  }

  /** Puts the record in the transaction of the message, unless the key is in use at that time. */
  ConditionalPut recordPut(Message message) {
    Instant now = message.createdAt().instant();
    return new ConditionalPut(
        IdempotencyRecord.of(key, digest, message, roundUpToSecond(now.plus(RETENTION))),
        new PutCondition.KeyIsFreeOrExpired(now));
  }

  /** The outcome if the transaction was refused because the key is in use; otherwise empty. */
  Optional<WriteOutcome> replay(TransactionOutcome.Refused refused, Message message) {
    return refused
        .at(key)
        .map(IdempotencyRecord.class::cast)
        .map(record -> replay(record, message));
  }

  /** The outcome of an earlier post with this key, without an attempt to write another. */
  Optional<WriteOutcome> replay(Optional<IdempotencyRecord> stored, String text, Instant now) {
    return stored
        .filter(record -> record.expiresAt().isAfter(now))
        .map(record -> replay(record, text));
  }

  private WriteOutcome replay(IdempotencyRecord record, Message message) {
    // Ours if the response to the transaction was lost.
    boolean isOurs = MessageUuids.areOfOnePost(record.messageUuid(), message.uuid());
    return isOurs && record.requestDigest().equals(digest)
        ? new WriteOutcome.Written(record.withText(message.text()))
        : replay(record, message.text());
  }

  private WriteOutcome replay(IdempotencyRecord record, String text) {
    return record.requestDigest().equals(digest)
        ? new WriteOutcome.Replayed(record.withText(text))
        : new WriteOutcome.KeyReused();
  }

  private static IdempotentPost of(UserProfile sender, String key, String... request) {
    return new IdempotentPost(
        new RowKey.OfIdempotencyRecord(sender.uuid(), key), Sha256.ofParts(request));
  }

  private static Instant roundUpToSecond(Instant instant) {
    return instant.plusSeconds(1).minusNanos(1).truncatedTo(ChronoUnit.SECONDS);
  }
}
