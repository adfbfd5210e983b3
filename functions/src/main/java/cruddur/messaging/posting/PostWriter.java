package cruddur.messaging.posting;

import cruddur.messaging.TransactionRetrier;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.conversation.MessageWriter;
import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageUuids;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the messages of posts, once each if they have an idempotency key. */
public final class PostWriter {

  private final Rows rows;
  private final TransactionRetrier transactions;
  private final MessageWriter messages;
  private final InstantSource clock;
  private final UuidGenerator ids;

  public PostWriter(
      Rows rows, TransactionRetrier transactions, InstantSource clock, UuidGenerator ids) {
    this.rows = rows;
    this.transactions = transactions;
    this.messages = new MessageWriter(rows);
    this.clock = clock;
    this.ids = ids;
  }

  String newGroupUuid() {
    return ids.next();
  }

  Message compose(UserProfile sender, String groupUuid, String text) {
    Timestamp now = Timestamp.of(clock.instant());
    return new Message(MessageUuids.at(now, ids.next()), groupUuid, now, sender, text);
  }

  /** Writes a message into an existing group. One put, or with a key one transaction. */
  WriteOutcome write(Message message, Optional<IdempotentPost> post) {
    return post.isPresent()
        ? writeOnce(message, post.get())
        : new WriteOutcome.Written(messages.write(message));
  }

  private WriteOutcome writeOnce(Message composed, IdempotentPost post) {
    Message message = composed;
    while (transact(
            List.of(new ConditionalPut(message, new KeyIsFree())), message, Optional.of(post))
        instanceof TransactionOutcome.Refused refused) {
      Optional<WriteOutcome> replay = post.replay(refused, message);
      if (replay.isPresent()) {
        return replay.get();
      }
      message = message.atNextMicrosecond();
    }
    return new WriteOutcome.Written(message);
  }

  /**
   * Puts all rows of a post and its idempotency record, or none. If the response is lost, an
   * existing record of this post shows that it was written.
   */
  TransactionOutcome.Settled transact(
      List<ConditionalPut> puts, Message message, Optional<IdempotentPost> post) {
    if (post.isEmpty()) {
      return transactions.transact(puts);
    }
    try {
      return transactions.transact(
          Stream.concat(puts.stream(), Stream.of(post.get().recordPut(message))).toList());
    } catch (RowsUnavailableException unknown) {
      return rows.get(post.get().key())
          .filter(record -> MessageUuids.areOfOnePost(record.messageUuid(), message.uuid()))
          .map(record -> new TransactionOutcome.Refused(Map.of(record.key(), record)))
          .orElseThrow(() -> unknown);
    }
  }

  /** The outcome of an earlier post with the same key, which no refusal must hide. */
  Optional<WriteOutcome> findReplay(Optional<IdempotentPost> post) {
    return post.flatMap(p -> p.replay(rows.get(p.key()), clock.instant()));
  }
}
