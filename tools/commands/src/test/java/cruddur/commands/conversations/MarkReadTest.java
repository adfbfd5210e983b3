package cruddur.commands.conversations;

import static cruddur.commands.check.CheckedTable.FIRST;
import static cruddur.commands.check.CheckedTable.GROUP;
import static cruddur.commands.check.CheckedTable.HERON;
import static cruddur.commands.check.CheckedTable.NEWT;
import static cruddur.commands.check.CheckedTable.OTHER_GROUP;
import static cruddur.commands.check.CheckedTable.OTTER;
import static cruddur.commands.check.CheckedTable.STATE_OF_HERON;
import static cruddur.commands.check.CheckedTable.STATE_OF_OTTER;
import static cruddur.commands.check.CheckedTable.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.commands.check.CheckedTable;
import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.KilledException;
import cruddur.commands.repair.InterleavingRows;
import cruddur.commands.verification.FaultProxy;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class MarkReadTest {

  private static final String NOON = "2026-03-01T12:00:00Z";
  private static final Timestamp BEFORE_NOON = Timestamp.stored("2026-03-01T11:59:59.999999+00:00");

  /** Otter and Newt have another conversation, whose last message is at noon. */
  private static final Message AT_NOON =
      message(OTHER_GROUP, "2026-03-01T12:00:00.000000+00:00", NEWT);

  private static final Message JUST_BEFORE = message(OTHER_GROUP, BEFORE_NOON.text(), NEWT);

  private static final int MANY = 120;

  @AutoClose private final CheckedTable table = CheckedTable.valid();

  @BeforeEach
  void startAnotherConversation() {
    table.put(
        JUST_BEFORE,
        AT_NOON,
        MessageGroup.showing(AT_NOON, OTTER.uuid(), NEWT),
        MessageGroup.showing(AT_NOON, NEWT.uuid(), OTTER));
  }

  @Test
  void whatWasWrittenBeforeIsReadInEveryConversationOfEveryUser() {
    CommandRun run = markRead(NOON);

    assertEquals(
        new CommandRun(
            0,
            "Conversations of 3 users: 4 marked as read up to 2026-03-01T11:59:59.999999+00:00, 0 unchanged.\n",
            ""),
        run);
    assertEquals(
        Set.of(
            STATE_OF_OTTER.with(Marker.READ, Optional.of(BEFORE_NOON)),
            STATE_OF_HERON.with(Marker.READ, Optional.of(BEFORE_NOON)),
            read(OTTER, OTHER_GROUP, BEFORE_NOON),
            read(NEWT, OTHER_GROUP, BEFORE_NOON)),
        states());
  }

  /** The message at that very time is not before it. */
  @Test
  void theMessageAtTheTimeStaysUnread() {
    assertEquals(2, unread(OTTER, OTHER_GROUP));

    markRead(NOON);

    assertEquals(1, unread(OTTER, OTHER_GROUP));
    assertEquals(0, unread(OTTER, GROUP));
  }

  @Test
  void oneUserIsMarked() {
    CommandRun run = markRead(NOON, "@OTTER");

    assertEquals(
        "Conversations of 1 users: 2 marked as read up to 2026-03-01T11:59:59.999999+00:00, 0 unchanged.\n",
        run.out());
    assertEquals(
        Set.of(
            STATE_OF_OTTER.with(Marker.READ, Optional.of(BEFORE_NOON)),
            STATE_OF_HERON,
            read(OTTER, OTHER_GROUP, BEFORE_NOON)),
        states());
  }

  @Test
  void aSecondRunWritesNothing() {
    markRead(NOON);
    List<Map<String, AttributeValue>> before = table.items();

    assertEquals(
        "Conversations of 3 users: 0 marked as read up to 2026-03-01T11:59:59.999999+00:00, 4 unchanged.\n",
        markRead(NOON).out());
    assertEquals(before, table.items());
  }

  @Test
  void noMarkerMovesBack() {
    markRead("2026-03-02T00:00:00Z");
    List<Map<String, AttributeValue>> before = table.items();

    assertEquals(
        "Conversations of 3 users: 0 marked as read up to 2026-03-01T11:59:59.999999+00:00, 4 unchanged.\n",
        markRead(NOON).out());
    assertEquals(before, table.items());
  }

  /** A malformed marker counts as none. */
  @Test
  void aMalformedMarkerIsReplaced() {
    table.table().putItem("MBR#u-otter", GROUP, Map.of("read_up_to", AttributeValue.fromN("1")));

    assertEquals(0, markRead(NOON, "otter").exitCode());
    assertEquals(
        Optional.of(read(OTTER, GROUP, BEFORE_NOON)), table.rows().get(STATE_OF_OTTER.key()));
  }

  @Test
  void aDryRunWritesNothing() {
    List<Map<String, AttributeValue>> before = table.items();

    assertEquals(
        new CommandRun(
            0,
            "Conversations of 3 users: 4 to mark as read up to 2026-03-01T11:59:59.999999+00:00, 0 unchanged.\n",
            ""),
        markRead(NOON, "--dry-run"));
    assertEquals(before, table.items());
  }

  @Test
  void theReportIsAJsonObject() {
    assertEquals(
        List.of(
            "{\"read_up_to\":\"2026-03-01T11:59:59.999999+00:00\",\"users\":1,\"marked\":2,\"unchanged\":0,\"skipped\":[]}"),
        markRead(NOON, "otter", "--json").lines());
  }

  @Test
  void aMalformedGroupRowIsSkippedAndTheOthersAreMarked() {
    table
        .table()
        .putItem("GRP#u-otter", NOON, Map.of("message_group_uuid", AttributeValue.fromS("g")));

    CommandRun run = markRead(NOON, "otter");

    assertEquals(
        new CommandRun(
            1,
            """
            skipped   The row pk=GRP#u-otter sk=%s has no attribute user_uuid. Add it, or delete the row.
            Conversations of 1 users: 2 marked as read up to 2026-03-01T11:59:59.999999+00:00, 0 unchanged.
            """
                .formatted(NOON),
            ""),
        run);
  }

  @Test
  void aGroupWhoseUuidIsTooLongForAKeyIsSkippedAndTheOthersAreMarked() {
    String tooLong = "g".repeat(1025);
    table.put(
        MessageGroup.showing(
            message(tooLong, "2026-03-01T09:00:00.000000+00:00", HERON), OTTER.uuid(), HERON));

    CommandRun run = markRead(NOON, "otter");

    assertEquals(1, run.exitCode());
    assertEquals(
        List.of(
            "skipped   MBR#u-otter %s: DynamoDB rejects this key, which is too long"
                .formatted(tooLong),
            "Conversations of 1 users: 2 marked as read up to 2026-03-01T11:59:59.999999+00:00, 0 unchanged."),
        run.lines());
  }

  @Test
  void aMemberWithSeveralPagesOfConversationsIsMarkedCompletely() {
    startManyConversations();

    assertEquals(
        "Conversations of 1 users: %d marked as read up to 2026-03-01T11:59:59.999999+00:00, 0 unchanged.\n"
            .formatted(MANY + 2),
        markRead(NOON, "otter").out());
  }

  @Test
  void aFailedRunSaysWhatIsMarkedAndAnotherCompletesIt() throws IOException {
    startManyConversations();
    AtomicInteger requests = new AtomicInteger();
    FaultProxy.Reaction denied =
        new FaultProxy.Reaction.Respond(
            400, "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\"}");
    CommandRun failed;
    try (FaultProxy proxy =
        FaultProxy.of(
            URI.create(table.table().address()),
            _ -> requests.incrementAndGet() > MANY / 2 ? Optional.of(denied) : Optional.empty())) {
      failed =
          CommandRun.of(
              "mark-read",
              "--before",
              NOON,
              "otter",
              "--endpoint",
              "http://localhost:" + proxy.port());
    }

    assertEquals(1, failed.exitCode());
    assertEquals("", failed.out());
    List<String> errors = failed.err().lines().toList();
    assertEquals(2, errors.size(), failed.err());
    assertTrue(
        errors
            .getFirst()
            .matches("[1-9]\\d* conversations are marked: run the command again for the others"),
        failed.err());

    assertEquals(0, markRead(NOON, "otter").exitCode());
    assertEquals(
        "Conversations of 1 users: 0 marked as read up to 2026-03-01T11:59:59.999999+00:00, %d unchanged.\n"
            .formatted(MANY + 2),
        markRead(NOON, "otter").out());
  }

  /** A member's rows of a group that is being rewritten are one conversation. */
  @Test
  void twoRowsOfAConversationAreMarkedOnce() {
    table.put(MessageGroup.showing(FIRST, OTTER.uuid(), HERON));

    assertEquals(
        "Conversations of 1 users: 2 marked as read up to 2026-03-01T11:59:59.999999+00:00, 0 unchanged.\n",
        markRead(NOON, "otter").out());
  }

  @Test
  void aRunThatIsKilledIsCompletedByAnother() {
    int number = 0;
    InterleavingRows rows;
    do {
      number++;
      table.delete(
          STATE_OF_OTTER.key(),
          STATE_OF_HERON.key(),
          read(OTTER, OTHER_GROUP, BEFORE_NOON).key(),
          read(NEWT, OTHER_GROUP, BEFORE_NOON).key());
      rows = new InterleavingRows(table.rows(), number, KilledException.KILL);
      markUntilKilled(rows);

      markRead(NOON);
      assertEquals(
          Set.of(
              read(OTTER, GROUP, BEFORE_NOON),
              read(HERON, GROUP, BEFORE_NOON),
              read(OTTER, OTHER_GROUP, BEFORE_NOON),
              read(NEWT, OTHER_GROUP, BEFORE_NOON)),
          states(),
          "killed at request " + number);
    } while (rows.isInterrupted());
    assertTrue(number > 4, number + " requests");
  }

  @Test
  void aMarkDuringTheRunIsKept() {
    RowKey.OfReadState key = STATE_OF_OTTER.key();
    int number = 0;
    InterleavingRows rows;
    do {
      number++;
      table.delete(key);
      rows =
          new InterleavingRows(
              table.rows(),
              number,
              () -> table.rows().advanceMarker(key, Marker.READ, AT_NOON.createdAt()));
      markUntilKilled(rows);

      assertEquals(
          Optional.of(rows.isInterrupted() ? AT_NOON.createdAt() : BEFORE_NOON),
          table.rows().get(key).flatMap(ReadState::readUpTo),
          "marked at request " + number);
    } while (rows.isInterrupted());
    assertTrue(number > 4, number + " requests");
  }

  @Test
  void aTimeWithoutAnOffsetIsLocal() {
    TimeZone zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("GMT+2"));
    try {
      assertEquals(
          "Conversations of 1 users: 2 marked as read up to 2026-03-01T11:59:59.999999+00:00, 0 unchanged.\n",
          markRead("2026-03-01 14:00:00", "otter").out());
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void aFractionOfAMicrosecondAfterAMessageIsAfterIt() {
    markRead("2026-03-01T12:00:00.0000001Z", "otter");

    assertEquals(0, unread(OTTER, OTHER_GROUP));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mark-read                                      | Missing required option: '--before=T'; see bin/cruddur mark-read --help
          mark-read --before yesterday                   | --before requires a time such as 2026-11-29T10:00:00Z, not yesterday
          mark-read --before 2026-11-29                  | --before requires a time such as 2026-11-29T10:00:00Z, not 2026-11-29
          mark-read --before 2999-03-01T10:00:00Z        | --before requires a time in the past, not 2999-03-01T10:00:00.000000+00:00
          mark-read --before 0000-01-01T00:00:00Z        | --before requires a later time than 0000-01-01T00:00:00Z
          mark-read --before 2026-03-01T10:00:00Z @      | HANDLE must not be empty
          """)
  void aUsageErrorIsOneLine(String command, String line) {
    List<Map<String, AttributeValue>> before = table.items();

    assertEquals(new CommandRun(2, "", line + "\n"), table.table().run(command.split(" ")));
    assertEquals(before, table.items());
  }

  @Test
  void aTimeAMomentAheadIsNotInThePast() {
    assertEquals(2, markRead(Instant.now().plusSeconds(30).toString()).exitCode());
  }

  @Test
  void anUnknownHandleIsOneLine() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "No user has the handle marten: bin/cruddur scan --prefix HDL# prints all handles\n"),
        markRead(NOON, "marten"));
  }

  @Test
  void theTableThatIsMarkedHasNoIssues() {
    table.delete(
        JUST_BEFORE.key(),
        AT_NOON.key(),
        MessageGroup.showing(AT_NOON, OTTER.uuid(), NEWT).key(),
        MessageGroup.showing(AT_NOON, NEWT.uuid(), OTTER).key());
    markRead(Instant.now().toString());

    table.assertNoIssues();
  }

  // ------------------------------------------------------------------------------------------------------------ helpers

  /** More than a page of conversations of Otter. */
  private void startManyConversations() {
    IntStream.range(0, MANY)
        .mapToObj(number ->
            message(
                "b3c9a0de-0000-4000-8000-%012d".formatted(1000 + number),
                "2026-02-01T10:%02d:%02d.000000+00:00".formatted(number / 60, number % 60),
                HERON))
        .forEach(last -> table.put(MessageGroup.showing(last, OTTER.uuid(), HERON)));
  }

  private CommandRun markRead(String before, String... more) {
    return table
        .table()
        .run(
            Stream.concat(Stream.of("mark-read", "--before", before), Stream.of(more))
                .toArray(String[]::new));
  }

  private static void markUntilKilled(InterleavingRows rows) {
    try {
      new ReadMarkWriter(rows, rows, BEFORE_NOON, false)
          .mark(Stream.of(OTTER.uuid(), HERON.uuid(), NEWT.uuid()))
          .forEach(_ -> {});
    } catch (KilledException killed) {
      // The process was killed.
    }
  }

  private Set<ReadState> states() {
    return Stream.of(OTTER, HERON, NEWT)
        .flatMap(user ->
            Stream.of(GROUP, OTHER_GROUP).map(group -> new RowKey.OfReadState(user.uuid(), group)))
        .flatMap(key -> table.rows().get(key).stream())
        .collect(Collectors.toSet());
  }

  private static ReadState read(UserProfile user, String group, Timestamp upTo) {
    return ReadState.none(user.uuid(), group).with(Marker.READ, Optional.of(upTo));
  }

  /** As list-conversations prints it. */
  private int unread(UserProfile user, String group) {
    String line =
        table.table().run("list-conversations", user.handle(), "--json").lines().stream()
            .filter(each -> each.startsWith("{\"uuid\":\"" + group))
            .findFirst()
            .orElseThrow();
    return Integer.parseInt(line.replaceFirst(".*\"unread_count\":(\\d+).*", "$1"));
  }
}
