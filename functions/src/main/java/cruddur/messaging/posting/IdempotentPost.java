package cruddur.messaging.posting;

import cruddur.messaging.Sha256;
import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.HandleRow;
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
record IdempotentPost(
    RowKey.OfIdempotencyRecord key, String text, String digest, Optional<String> formerDigest) {

  /** The promised day, and a minute for clock skew and for requests in flight when it ends. */
  static final Duration RETENTION = Duration.ofDays(1).plusMinutes(1);

  /** Empty if the request has no key, or if its key, target or text is not one to compare. */
  static Optional<IdempotentPost> of(PostRequest.ToGroup request) {
    return of(request, "group", request.groupUuid().text());
  }

  /** Upper and lower case of the handle are the same request. */
  static Optional<IdempotentPost> of(PostRequest.ToHandle request) {
    return of(
        request, "handle", request.handle().text().map(handle -> HandleRow.keyOf(handle).handle()));
  }

  /** Also accepts a record whose digest names the receiver, as they were written formerly. */
  IdempotentPost orFormerly(UserProfile receiver) {
    return new IdempotentPost(
        key, text, digest, Optional.of(Sha256.ofParts("user", receiver.uuid(), text)));
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
        .map(record -> replayIn(record, message));
  }

  /** The outcome of an earlier post with this key, without an attempt to write another. */
  Optional<WriteOutcome> replay(Optional<IdempotencyRecord> stored, Instant now) {
    return stored.filter(record -> record.expiresAt().isAfter(now)).map(this::replay);
  }

  private WriteOutcome replayIn(IdempotencyRecord record, Message message) {
    // Ours if the response to the transaction was lost.
    boolean isOurs = MessageUuids.areOfOnePost(record.messageUuid(), message.uuid());
    return isOurs && record.requestDigest().equals(digest)
        ? new WriteOutcome.Written(record.withText(text))
        : replay(record);
  }

  private WriteOutcome replay(IdempotencyRecord record) {
    String stored = record.requestDigest();
    return stored.equals(digest) || formerDigest.filter(stored::equals).isPresent()
        ? new WriteOutcome.Replayed(record.withText(text))
        : new WriteOutcome.KeyReused();
  }

  private static Optional<IdempotentPost> of(
      PostRequest request, String kind, Optional<String> target) {
    Optional<String> key = request.key().text();
    Optional<String> text = request.text().text();
    if (key.isEmpty()
        || !IdempotencyKey.errors(request.key()).isEmpty()
        || target.isEmpty()
        || text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new IdempotentPost(
            new RowKey.OfIdempotencyRecord(request.sender().uuid(), key.get()),
            text.get(),
            Sha256.ofParts(kind, target.get(), text.get()),
            Optional.empty()));
  }

  private static Instant roundUpToSecond(Instant instant) {
    return instant.plusSeconds(1).minusNanos(1).truncatedTo(ChronoUnit.SECONDS);
  }
}
