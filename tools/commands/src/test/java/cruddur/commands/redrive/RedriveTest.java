package cruddur.commands.redrive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.TableUnderTest;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.store.dynamodb.DynamoDbRows;
import cruddur.store.dynamodb.item.MessagesTable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

class RedriveTest {

  private static final Instant T = Instant.parse(FailureQueueMessages.ARRIVAL);
  private static final UserProfile OTTER = new UserProfile("u-1", "otter", "Otter");
  private static final UserProfile HERON = new UserProfile("u-2", "heron", "Heron");
  private static final String POISON_REASON = "its message_uuid is missing or unreadable";

  @AutoClose private final TableUnderTest table = TableUnderTest.with();
  @AutoClose private FailureQueueServer failures;
  private final Rows rows = new DynamoDbRows(table.client(), TableUnderTest.NAME);
  private Set<Map<String, AttributeValue>> readStates;

  @BeforeEach
  void start() throws IOException {
    failures = new FailureQueueServer();
    for (String group : List.of("g", "h", "at", "before", "after", "no group")) {
      for (UserProfile user : List.of(OTTER, HERON)) {
        table.putItem(
            MessagesTable.readStatesOf(user.uuid()),
            group,
            Map.of(
                "read_up_to", AttributeValue.fromS(Timestamp.of(T.minusSeconds(1)).text()),
                "hidden_up_to", AttributeValue.fromS("malformed"),
                "cleared_up_to", AttributeValue.fromS(Timestamp.of(T.minusSeconds(2)).text())));
      }
    }
    readStates = readStates();
  }

  /** Whatever a run repairs. */
  @AfterEach
  void readStatesAreUntouched() {
    assertEquals(readStates, readStates());
  }

  private Set<Map<String, AttributeValue>> readStates() {
    return table.items().stream()
        .filter(item -> item.get(MessagesTable.PK).s().startsWith(MessagesTable.readStatesOf("")))
        .collect(Collectors.toSet());
  }

  @Test
  void anEmptyQueueIsReported() {
    assertEquals(new CommandRun(0, "The failure queue is empty.\n", ""), redrive());
  }

  @Test
  void recordsInTheStreamAreProcessed() {
    start("g", T);
    start("h", T.minusSeconds(1));
    Message second = post("g", T.plusSeconds(1));
    rows.advanceMarker(new RowKey.OfReadState(OTTER.uuid(), "g"), Marker.READ, second.createdAt());
    readStates = readStates();
    Message third = post("h", T.plusSeconds(2));
    failures.add(FailureQueueMessages.message("r-1", table, recordOf(second), recordOf(third)));

    assertEquals(
        new CommandRun(
            0,
            """
            r-1  done: 2 of 2 records processed from the stream
            Entries: 1 done, 0 kept in the queue.
            """,
            ""),
        redrive());
    assertShown(second);
    assertShown(third);
    assertEquals(List.of(), failures.ids());
  }

  @Test
  void recordsOutsideTheBatchAreNotProcessed() {
    Message first = start("g", T);
    start("h", T.minusSeconds(1));
    Message second = post("h", T.plusSeconds(2));
    post("g", T.plusSeconds(3));
    failures.add(FailureQueueMessages.message("r-1", table, recordOf(second), recordOf(second)));

    assertEquals(
        "r-1  done: 1 of 1 records processed from the stream", redrive().lines().getFirst());
    assertShown(second);
    assertShown(first);
  }

  @Test
  void neighborsOfPoisonRecordsAreProcessed() {
    start("g", T);
    start("h", T.minusSeconds(1));
    putPoison(1);
    Message second = post("g", T.plusSeconds(1));
    putPoison(2);
    Message withoutGroup = post("unknown", T.plusSeconds(2));
    Message third = post("h", T.plusSeconds(3));
    Record poison = records("MSG#poison").getFirst();
    failures.add(FailureQueueMessages.message("r-1", table, poison, recordOf(third)));
    String line =
        """
        2 of 5 records processed from the stream; poison record %s: %s; poison record %s: %s; \
        poison record %s: nobody is a member of its group\
        """
            .formatted(
                poison.dynamodb().sequenceNumber(),
                POISON_REASON,
                records("MSG#poison").getLast().dynamodb().sequenceNumber(),
                POISON_REASON,
                recordOf(withoutGroup).dynamodb().sequenceNumber());

    CommandRun run = redrive();

    assertEquals(
        new CommandRun(1, "r-1  kept: " + line + "\nEntries: 0 done, 1 kept in the queue.\n", ""),
        run);
    assertShown(second);
    assertShown(third);
    assertEquals(List.of("r-1"), failures.ids());

    assertEquals(
        new CommandRun(0, "r-1  done: " + line + "\nEntries: 1 done, 0 kept in the queue.\n", ""),
        redrive("--discard-poison"));
    assertEquals(List.of(), failures.ids());
  }

  @Test
  void groupsOfTheTimeAreRepairedIfTheStreamNoLongerHasTheRecords() {
    Duration hour = Duration.ofHours(1);
    start("at", T.minus(hour.multipliedBy(5)));
    start("before", T.minus(hour.multipliedBy(6)));
    start("after", T.minus(hour.multipliedBy(7)));
    Message staleBefore = start("long-before", T.minus(hour.multipliedBy(8)));
    Message staleAfter = start("long-after", T.minus(hour.multipliedBy(9)));
    Message at = post("at", T);
    Message before = post("before", T.minus(hour));
    Message after = post("after", T.plus(hour));
    post("long-before", T.minus(hour).minusMillis(1));
    post("long-after", T.plus(hour).plusMillis(1));
    failures.add(FailureQueueMessages.ofDeletedStream("r-1", TableUnderTest.NAME));
    failures.add(FailureQueueMessages.ofDeletedStream("r-2", TableUnderTest.NAME));

    assertEquals(
        new CommandRun(
            0,
            """
            r-1  done: 3 message groups of that time repaired
            r-2  done: 3 message groups of that time repaired
            Entries: 2 done, 0 kept in the queue.
            """,
            "Some records are no longer in the stream. Scanning the table for message groups of their time ...\n"),
        redrive());
    List.of(at, before, after, staleBefore, staleAfter).forEach(this::assertShown);
    assertEquals(List.of(), failures.ids());
  }

  @Test
  void anUnknownMessageIsKept() {
    failures.add(
        JsonNodeFactory.instance
            .objectNode()
            .set("requestContext", JsonNodeFactory.instance.objectNode().put("requestId", "r-1")));

    assertEquals(
        new CommandRun(
            1,
            """
            r-1  kept: it is not a message from Lambda about a stream. Inspect it, and delete it manually.
            Entries: 0 done, 1 kept in the queue.
            """,
            ""),
        redrive());
    assertEquals(List.of("r-1"), failures.ids());
  }

  @Test
  void anEntryOfAnotherTableIsKept() {
    failures.add(FailureQueueMessages.ofDeletedStream("r-1", "another-table"));

    assertEquals(
        "r-1  kept: it belongs to table another-table. Name that table with --table.",
        redrive().lines().getFirst());
    assertEquals(List.of("r-1"), failures.ids());
  }

  @Test
  void aQueueThatDoesNotRespondIsOneErrorLine() {
    failures.close();

    assertEquals(
        new CommandRun(
            1,
            "",
            "bin/up does not respond at %s. Start it, give its port as in --queue http://localhost:4567/local/failures, or give --prod.\n"
                .formatted(failures.address())),
        redrive());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --stack cruddur-messages            | --stack requires --prod
          --prod                              | No failure queue is named: give --stack or --queue, or set FAILED_BATCHES_URL
          --prod --stack s --queue q          | Give --queue or --stack, not both
          --queue https://sqs.example/failed  | Without --prod, --queue must be an address such as http://localhost:4567/local/failures, not https://sqs.example/failed
          """)
  void incompatibleOptionsAreAUsageError(String options, String line) {
    CommandRun run = CommandRun.of(("redrive " + options).split(" "));

    assertEquals(new CommandRun(2, "", line + "\n"), run);
  }

  private CommandRun redrive(String... options) {
    String[] command = new String[options.length + 3];
    command[0] = "redrive";
    command[1] = "--queue";
    command[2] = failures.address();
    System.arraycopy(options, 0, command, 3, options.length);
    return table.run(command);
  }

  /** A group of Otter and Heron whose rows show its first message. */
  private Message start(String group, Instant at) {
    Message first = post(group, at);
    rows.put(MessageGroup.showing(first, OTTER.uuid(), HERON), new PutCondition.KeyIsFree());
    rows.put(MessageGroup.showing(first, HERON.uuid(), OTTER), new PutCondition.KeyIsFree());
    return first;
  }

  private Message post(String group, Instant at) {
    Message message = new Message("m of " + at, group, Timestamp.of(at), OTTER, "text of " + at);
    rows.put(message, new PutCondition.KeyIsFree());
    return message;
  }

  private void putPoison(int number) {
    table.putItem("MSG#poison", "2026-11-22T13:07:4" + number + ".000000+00:00", Map.of());
  }

  private Record recordOf(Message message) {
    return records("MSG#" + message.groupUuid()).stream()
        .filter(record -> record.dynamodb().keys().get("sk").s().equals(message.createdAt().text()))
        .findFirst()
        .orElseThrow();
  }

  private List<Record> records(String pk) {
    return table.records().stream()
        .filter(record -> record.dynamodb().keys().get("pk").s().equals(pk))
        .toList();
  }

  private void assertShown(Message newest) {
    assertEquals(newest.text(), groupOf(OTTER, newest.groupUuid()).lastText());
    assertEquals(newest.text(), groupOf(HERON, newest.groupUuid()).lastText());
  }

  /** The member's only row of the group. */
  private MessageGroup groupOf(UserProfile member, String group) {
    List<MessageGroup> all =
        rows.all(new RowQuery.GroupsOfMember(member.uuid(), Optional.empty(), 100)).stream()
            .filter(row -> row.uuid().equals(group))
            .toList();
    assertEquals(1, all.size());
    return all.getFirst();
  }
}
