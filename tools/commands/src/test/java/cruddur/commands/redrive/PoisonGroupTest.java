package cruddur.commands.redrive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.commands.fixture.Awaited;
import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.SystemUnderTest;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.messaging.conversation.ConversationRows;
import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.store.dynamodb.DynamoDbRows;
import cruddur.store.dynamodb.item.MessagesTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Groups whose rows no retry can repair, in the running local system, and what commands do then.
 */
class PoisonGroupTest {

  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final UserProfile OTTER = user("otter");
  private static final UserProfile HERON = user("heron");
  private static final UserProfile MOOSE = user("moose");

  private static final String BAD = "b0000000-0000-4000-8000-000000000001";
  private static final String GOOD = "b0000000-0000-4000-8000-000000000002";

  @AutoClose private SystemUnderTest system;
  @AutoClose private DynamoDbEndpoint dynamoDb;
  private Rows rows;

  @BeforeEach
  void start() throws Exception {
    system = SystemUnderTest.start(SystemUnderTest.TEMPLATE);
    dynamoDb = DynamoDbEndpoint.at(system.dynamoDb());
    rows = new DynamoDbRows(dynamoDb.tables(), system.table());
    put(ConversationRows.started(message(BAD, 1, OTTER), HERON));
    put(ConversationRows.started(message(GOOD, 2, OTTER), MOOSE));
  }

  @Test
  void aGroupWithAnUnreadableRowEndsInTheFailureQueueAlone() throws Exception {
    MessageGroup bad = rowOf(OTTER, BAD);
    remove(MessagesTable.USER_UUID, bad);

    put(puts(message(BAD, 3, OTTER), message(GOOD, 4, OTTER)));

    Awaited.until(() -> shows(MOOSE, GOOD, "text 4") && shows(OTTER, GOOD, "text 4"));
    Awaited.until(() -> shows(HERON, BAD, "text 3"));
    Awaited.until(() -> system.failedBatches().size() == 1);
    assertEquals(
        1,
        system.failedBatches().getFirst().path("DDBStreamBatchInfo").path("batchSize").intValue());

    CommandRun kept = run("redrive", "--queue", system.api() + "/local/failures");
    assertEquals(1, kept.exitCode());
    assertTrue(
        kept.lines().getFirst().contains(": a row of its group cannot be read: user_uuid"),
        kept.out());
    CommandRun check = run("check");
    assertEquals(1, check.exitCode());
    assertTrue(
        check
            .out()
            .contains("unreadable-row  GRP#%s %s  ".formatted(OTTER.uuid(), bad.sortKey().text())),
        check.out());

    assertEquals(
        0,
        run("redrive", "--discard-poison", "--queue", system.api() + "/local/failures").exitCode());
    assertEquals(List.of(), system.failedBatches());
  }

  @Test
  void aMessageOfAGroupWithoutAUuidEndsInTheFailureQueueAlone() throws Exception {
    put(puts(message("", 3, OTTER), message(GOOD, 4, OTTER)));

    Awaited.until(() -> shows(MOOSE, GOOD, "text 4") && shows(OTTER, GOOD, "text 4"));
    Awaited.until(() -> system.failedBatches().size() == 1);

    assertEquals(
        1,
        system.failedBatches().getFirst().path("DDBStreamBatchInfo").path("batchSize").intValue());
    assertEquals(
        0,
        run("redrive", "--discard-poison", "--queue", system.api() + "/local/failures").exitCode());
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(
        Stream.concat(Stream.of(arguments), Stream.of("--endpoint", system.dynamoDb().toString()))
            .toArray(String[]::new));
  }

  private void put(List<ConditionalPut> puts) {
    assertEquals(new TransactionOutcome.Committed(), rows.transact(puts));
  }

  private static List<ConditionalPut> puts(Message... messages) {
    return Stream.of(messages)
        .map(message -> new ConditionalPut(message, new KeyIsFree()))
        .toList();
  }

  private MessageGroup rowOf(UserProfile member, String group) {
    return rows.allReadable(RowQuery.MemberSearch.ofGroup(member.uuid(), group)).getFirst();
  }

  private boolean shows(UserProfile member, String group, String text) {
    return rows.allReadable(RowQuery.MemberSearch.ofGroup(member.uuid(), group)).stream()
        .anyMatch(row -> row.lastText().equals(text));
  }

  private void remove(String attribute, MessageGroup row) {
    Map<String, AttributeValue> key = MessagesTable.primaryKey(row.key());
    dynamoDb
        .tables()
        .updateItem(request ->
            request
                .tableName(system.table())
                .key(key)
                .updateExpression("REMOVE #attribute")
                .expressionAttributeNames(Map.of("#attribute", attribute)));
  }

  private static Message message(String group, int number, UserProfile sender) {
    return new Message(
        "d0000000-0000-4000-8000-00000000000" + number,
        group,
        Timestamp.of(NOW.plusSeconds(number)),
        sender,
        "text " + number);
  }

  private static UserProfile user(String handle) {
    return new UserProfile("a0000000-0000-4000-8000-0000000" + handle, handle, handle);
  }
}
