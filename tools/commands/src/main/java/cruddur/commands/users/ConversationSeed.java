package cruddur.commands.users;

import cruddur.commands.terminal.CommandFailedException;
import cruddur.messaging.conversation.ConversationRows;
import cruddur.messaging.conversation.Conversations;
import cruddur.messaging.conversation.MessageWriter;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageUuids;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.reading.PageRequest;
import cruddur.messaging.stream.MessageGroupRewriter;
import cruddur.toolkit.sample.SampleConversation;
import cruddur.toolkit.sample.SampleUsers;
import cruddur.toolkit.sample.SampleUuids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the sample conversation between any two users, in the order in which they would have
 * posted it. Works with and without the stream running.
 *
 * <p>UUIDs derive from the two users and the times, and times from the first message: a later run
 * completes an interrupted one, and nothing is written twice.
 */
record ConversationSeed(Rows rows, InstantSource clock) {

  /** In the past, so that messages posted next are newer. */
  private static final Duration ENDED_AGO = Duration.ofMinutes(5);

  /** How it ended. */
  sealed interface Outcome {

    /** The two users already have another conversation, which was not changed. */
    record Existing(String groupUuid) implements Outcome {}

    /** The sample conversation is complete. */
    record Seeded(String groupUuid, int written, int alreadyThere) implements Outcome {}
  }

  /**
   * Writes the missing part of the conversation.
   *
   * @throws CommandFailedException if another process starts the same conversation
   */
  Outcome seed(UserProfile me, UserProfile other) {
    RowKey.OfPair users = RowKey.OfPair.of(me.uuid(), other.uuid());
    String groupUuid =
        SampleUuids.of("conversation of " + users.lowerUuid() + " and " + users.higherUuid());
    Optional<String> existing =
        new Conversations(rows)
            .find(me.uuid(), other.uuid())
            .map(conversation -> conversation.pair().groupUuid());
    if (existing.isPresent() && !existing.get().equals(groupUuid)) {
      return new Outcome.Existing(existing.get());
    }
    List<Message> stored =
        rows.allReadable(new RowQuery.Messages(groupUuid, Optional.empty(), PageRequest.MAX_LIMIT));
    List<Message> messages = messages(groupUuid, me, other, stored);
    if (existing.isEmpty()) {
      start(messages.getFirst(), me, other);
    }
    List<Message> missing =
        messages.stream().filter(message -> !isStored(message, stored)).toList();
    missing.forEach(new MessageWriter(rows)::write);
    new MessageGroupRewriter(rows).rewrite(messages.getLast());
    return new Outcome.Seeded(groupUuid, missing.size(), messages.size() - missing.size());
  }

  /** Also if the key was in use, and the message moved to the next microsecond. */
  private static boolean isStored(Message message, List<Message> stored) {
    return stored.stream()
        .anyMatch(other -> MessageUuids.areOfOnePost(other.uuid(), message.uuid()));
  }

  private List<Message> messages(
      String groupUuid, UserProfile me, UserProfile other, List<Message> newestFirst) {
    SampleConversation sample = SampleConversation.ofInesAndTarek();
    Instant end =
        newestFirst.isEmpty()
            ? clock.instant().minus(ENDED_AGO)
            : newestFirst.getLast().createdAt().instant().plus(sample.length());
    return sample.messages(
        groupUuid, Map.of(SampleUsers.INES.handle(), me, SampleUsers.TAREK.handle(), other), end);
  }

  private void start(Message first, UserProfile me, UserProfile other) {
    UserProfile receiver = first.sender().uuid().equals(me.uuid()) ? other : me;
    if (!(rows.transact(ConversationRows.started(first, receiver))
        instanceof TransactionOutcome.Committed)) {
      throw new CommandFailedException(
          "Cannot start the conversation of @%s and @%s: another process is starting it, or rows of an earlier one exist. Look with list-conversations, and run seed again"
              .formatted(me.handle(), other.handle()));
    }
  }
}
