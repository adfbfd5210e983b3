package cruddur.bench.cost;

import cruddur.bench.table.ApiEvents;
import cruddur.bench.table.BenchConversation;
import cruddur.bench.table.BenchTable;
import cruddur.bench.table.BenchUsers;
import cruddur.bench.table.MessageEvents;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A user with a number of conversations, one of which has as many messages. A stranger has as many
 * conversations, and is a member of none of them. A reader has a page of unread conversations, each
 * with as many messages of others.
 */
final class SizedTable implements AutoCloseable {

  /** The page of the smallest table has as many rows as all others. */
  private static final int PAGE = 10;

  /** Unread conversations of a page. */
  private static final int UNREAD = 20;

  /** Users without conversations, to start one with. */
  private static final int NEWCOMERS = 100;

  private final BenchTable table;
  private final int size;
  private final UserProfile caller = BenchUsers.user(1_000_000);
  private final UserProfile stranger = BenchUsers.user(1_000_001);
  private final UserProfile reader = BenchUsers.user(1_000_002);
  private final BenchConversation conversation;

  private SizedTable(BenchTable table, int size) {
    this.table = table;
    this.size = size;
    this.conversation = new BenchConversation(size, caller, BenchUsers.user(size));
    table.loader().load(conversation.rows(size));
    // Only the user's own row matters of the others.
    table.loader().load(rowsOf(caller, size - 1, 0));
    table.loader().load(rowsOf(stranger, size, size + 1));
    table.loader().load(Stream.of(readState()));
    for (int i = 0; i < UNREAD; i++) {
      table.loader().load(unread(i).rowsOfOneSender(size));
    }
    for (UserProfile user : List.of(caller, stranger, reader, conversation.other())) {
      table.loader().load(BenchUsers.profileRows(user));
    }
    table
        .loader()
        .load(
            IntStream.range(0, NEWCOMERS)
                .boxed()
                .flatMap(number -> BenchUsers.profileRows(newcomer(number))));
  }

  /**
   * Starts a DynamoDB Local with a table.
   *
   * @param home the project's folder
   * @param size the number of messages, and of conversations
   */
  static SizedTable start(Path home, int size) throws IOException {
    BenchTable table = BenchTable.start(home);
    try {
      return new SizedTable(table, size);
    } catch (RuntimeException e) {
      table.close();
      throw e;
    }
  }

  BenchTable table() {
    return table;
  }

  /** The access patterns, each with events that no other invocation on this table has. */
  List<AccessPattern> patterns() {
    String group = conversation.uuid();
    return List.of(
        AccessPattern.of(
                "ListMessages", "ListMessages", _ -> ApiEvents.listMessages(caller, group, PAGE))
            .withGoal("2 requests", cost -> cost.requests() == 2),
        AccessPattern.of(
                "ListMessageGroups",
                "ListMessageGroups",
                _ -> ApiEvents.listMessageGroups(caller, PAGE))
            .withGoal("2 requests", cost -> cost.requests() == 2),
        AccessPattern.of(
                "ListMessageGroups, 20 unread conversations",
                "ListMessageGroups",
                _ -> ApiEvents.listMessageGroups(reader, UNREAD))
            .withBound(
                "22 requests, at most 203 read units",
                cost -> cost.requests() == 2 + UNREAD && cost.readUnits() <= 203),
        AccessPattern.of(
                "CreateMessage",
                "CreateMessage",
                number -> ApiEvents.createMessage(caller, group, "Number " + number))
            .withGoal(
                "1 request, 1 write unit", cost -> cost.requests() == 1 && cost.writeUnits() == 1),
        AccessPattern.of(
            "CreateMessage with an idempotency key",
            "CreateMessage",
            number -> ApiEvents.createMessage(caller, group, "Keyed", "key-" + number)),
        AccessPattern.of(
            "CreateMessageGroup, new conversation",
            "CreateMessageGroup",
            number -> ApiEvents.createMessageGroup(caller, newcomer(number).handle(), "Hello")),
        AccessPattern.of(
            "CreateMessageGroup, existing conversation",
            "CreateMessageGroup",
            number ->
                ApiEvents.createMessageGroup(
                    caller, conversation.other().handle(), "Again " + number)),
        AccessPattern.of(
                "RewriteMessageGroups, one message",
                "RewriteMessageGroups",
                number -> MessageEvents.inserted(List.of(newMessage(number))))
            .withStatus(0)
            .withGoal("8 write units", cost -> cost.writeUnits() == 8),
        AccessPattern.of(
            "ShowUserShort",
            "ShowUserShort",
            _ -> ApiEvents.showUser(conversation.other().handle(), "203.0.113.7")),
        AccessPattern.of(
                "ListMessages by a non-member",
                "ListMessages",
                _ -> ApiEvents.listMessages(stranger, group, PAGE))
            .withStatus(404)
            .withGoal(
                "2 requests, 1.5 read units",
                cost -> cost.requests() == 2 && cost.readUnits() == 1.5),
        change(
            "MarkMessageGroupRead",
            number -> ApiEvents.markRead(caller, group, time(size + number))),
        change("HideMessageGroup", number -> ApiEvents.hide(caller, group, time(size + number))),
        change("ClearMessageGroup", number -> ApiEvents.clear(caller, group, time(size + number))));
  }

  private static AccessPattern change(String function, IntFunction<byte[]> event) {
    return AccessPattern.of(function, function, event)
        .withGoal(
            "1 request, 1 write unit", cost -> cost.requests() == 1 && cost.writeUnits() == 1);
  }

  private Timestamp time(int number) {
    return conversation.message(number).createdAt();
  }

  private ReadState readState() {
    return ReadState.none(caller.uuid(), conversation.uuid())
        .with(Marker.READ, Optional.of(time(size - 1)));
  }

  private BenchConversation unread(int number) {
    return new BenchConversation(3_000_000 + number, BenchUsers.user(3_000_000 + number), reader);
  }

  /** The newest of all, as a message is when the stream delivers it. */
  private Message newMessage(int number) {
    return conversation.message(size + number).at(Timestamp.of(Instant.now()));
  }

  private static Stream<MessageGroup> rowsOf(UserProfile member, int count, int firstNumber) {
    return IntStream.range(firstNumber, firstNumber + count)
        .mapToObj(number -> new BenchConversation(number, member, BenchUsers.user(number)))
        .map(conversation -> conversation.rowOfOne(0));
  }

  private static UserProfile newcomer(int number) {
    return BenchUsers.user(2_000_000 + number);
  }

  @Override
  public void close() {
    table.close();
  }
}
