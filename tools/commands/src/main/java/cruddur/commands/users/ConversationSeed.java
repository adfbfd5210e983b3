package cruddur.commands.users;

import cruddur.commands.terminal.CommandFailedException;
import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.reading.PageRequest;
import cruddur.messaging.stream.MessageGroupRewriter;
import cruddur.toolkit.sample.SampleConversation;
import cruddur.toolkit.sample.SampleUsers;
import cruddur.toolkit.sample.SampleUuids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sample conversation, between any two users, in the steps in which they would have posted it:
 * the stream may be at work meanwhile, and there may be none.
 *
 * <p>Ids are made of the two users, and times follow from the first message: a run that is cut
 * short is completed by the next, and nothing is doubled.
 */
record ConversationSeed(Rows rows, Clock clock) {

  /** In the past: what is posted next is the newest. */
  private static final Duration ENDED_AGO = Duration.ofMinutes(5);

  /** How it ended. */
  sealed interface Outcome {

    /** The two have a conversation of their own, which stays as it is. */
    record Standing(String groupUuid) implements Outcome {}

    /** The sample conversation stands. */
    record Seeded(String groupUuid, int written, int thereAlready) implements Outcome {}
  }

  /**
   * Writes what is missing of it.
   *
   * @throws CommandFailedException when somebody else writes the same at the same time
   */
  Outcome seed(UserProfile me, UserProfile other) {
    RowKey.OfPair users = RowKey.OfPair.of(me.uuid(), other.uuid());
    String groupUuid =
        SampleUuids.of("conversation of " + users.lowerUuid() + " and " + users.higherUuid());
    Optional<String> standing = standing(users, me, other);
    if (standing.isPresent() && !standing.get().equals(groupUuid)) {
      return new Outcome.Standing(standing.get());
    }
    List<Message> there =
        rows.all(new RowQuery.Messages(groupUuid, Optional.empty(), PageRequest.MOST));
    List<Message> messages = messages(groupUuid, me, other, there);
    if (standing.isEmpty()) {
      start(new Pair(users, groupUuid), me, other, messages.getFirst());
    }
    Set<String> written = there.stream().map(Message::uuid).collect(Collectors.toSet());
    List<Message> missing =
        messages.stream().filter(message -> !written.contains(message.uuid())).toList();
    missing.forEach(this::post);
    new MessageGroupRewriter(rows).rewrite(messages.getLast());
    return new Outcome.Seeded(groupUuid, missing.size(), messages.size() - missing.size());
  }

  private Optional<String> standing(RowKey.OfPair users, UserProfile me, UserProfile other) {
    return rows.get(users)
        .map(Pair::groupUuid)
        .or(() ->
            rows.all(RowQuery.MemberSearch.withUser(me.uuid(), other.uuid())).stream()
                .max(MessageGroup.BY_LAST_MESSAGE)
                .map(MessageGroup::uuid));
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

  private void start(Pair pair, UserProfile me, UserProfile other, Message first) {
    List<ConditionalPut> puts =
        Stream.<Row>of(
                pair,
                MessageGroup.showing(first, me.uuid(), other),
                MessageGroup.showing(first, other.uuid(), me),
                first)
            .map(row -> new ConditionalPut(row, new KeyIsFree()))
            .toList();
    if (!(rows.transact(puts) instanceof TransactionOutcome.Committed)) {
      throw new CommandFailedException(
          "@%s and @%s are starting a conversation at this moment, or rows of a former one stand: look with"
                  .formatted(me.handle(), other.handle())
              + " list-conversations, and run it again");
    }
  }

  /** What stands there may be this very message, of a run at the same time. */
  private void post(Message message) {
    Message placed = message;
    while (rows.put(placed, new KeyIsFree()) instanceof PutOutcome.Refused(Message standing)
        && !standing.uuid().equals(placed.uuid())) {
      placed = placed.at(placed.createdAt().next());
    }
  }
}
