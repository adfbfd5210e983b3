package cruddur.commands.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.TableUnderTest;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** list-tables, scan, list-conversations and get-conversation. */
class ReadingCommandsTest {

  private static final String GROUP = "b3c9a0de-0000-4000-8000-000000000001";
  private static final UserProfile OTTER = new UserProfile("u-otter", "otter", "Otter");
  private static final UserProfile HERON = new UserProfile("u-heron", "heron", "Heron");
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final int MESSAGES = 45;

  private static TimeZone originalZone;
  private static TableUnderTest table;

  @BeforeAll
  static void start() throws Exception {
    originalZone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("GMT+2"));
    Message last = message(MESSAGES);
    table =
        TableUnderTest.with(
            Stream.concat(
                    Stream.iterate(1, i -> i <= MESSAGES, i -> i + 1)
                        .map(ReadingCommandsTest::message),
                    Stream.of(
                        MessageGroup.showing(last, OTTER.uuid(), HERON),
                        MessageGroup.showing(last, HERON.uuid(), OTTER),
                        new ReadState(
                            HERON.uuid(),
                            GROUP,
                            Map.of(
                                Marker.READ,
                                message(40).createdAt(),
                                Marker.CLEARED,
                                message(1).createdAt()),
                            Set.of()),
                        new HandleRow.Owned(OTTER),
                        new HandleRow.Owned(HERON),
                        new HandleRow.Reserved("newt", "sign-up", Optional.empty(), START)))
                .toArray(Row[]::new));
  }

  @AfterAll
  static void stop() {
    table.close();
    TimeZone.setDefault(originalZone);
  }

  @Test
  void tablesAreListed() {
    assertEquals(new CommandRun(0, "cruddur-messages\n", ""), table.run("list-tables"));
    assertEquals(
        new CommandRun(0, "{\"name\":\"cruddur-messages\"}\n", ""),
        table.run("list-tables", "--json"));
  }

  @Test
  void aScanPrintsEveryRowAndCounts() {
    CommandRun run = table.run("scan");

    assertEquals(0, run.exitCode());
    assertEquals(MESSAGES + 6, run.lines().size());
    assertEquals(1, run.err().lines().count());
    assertEquals("51 rows, ", run.err().substring(0, run.err().indexOf(", ") + 2));
  }

  @Test
  void aScanOfAPrefixPrintsItsRowsAsJson() {
    CommandRun run = table.run("scan", "--prefix", "HDL#h", "--json");

    assertEquals(0, run.exitCode());
    assertEquals(
        List.of(
            "{\"pk\":\"HDL#heron\",\"sk\":\"PROFILE\",\"user_display_name\":\"Heron\",\"user_handle\":\"heron\","
                + "\"user_uuid\":\"u-heron\"}"),
        run.lines());
    assertEquals("1 rows of 51", run.err().substring(0, run.err().indexOf(',')));
  }

  @Test
  void aScanPrintsReadStates() {
    assertEquals(
        List.of(
            "MBR#u-heron  %s  cleared_up_to=2026-03-01T10:01:00.000000+00:00  read_up_to=2026-03-01T10:40:00.000000+00:00"
                .formatted(GROUP)),
        table.run("scan", "--prefix", "MBR#").lines());
    assertEquals(
        List.of(
            "{\"pk\":\"MBR#u-heron\",\"sk\":\"%s\",\"cleared_up_to\":\"2026-03-01T10:01:00.000000+00:00\",\"read_up_to\":\"2026-03-01T10:40:00.000000+00:00\"}"
                .formatted(GROUP)),
        table.run("scan", "--prefix", "MBR#", "--json").lines());
  }

  @Test
  void aScanPrintsNumbersAndReplacesControlCharacters() throws Exception {
    try (TableUnderTest strange = TableUnderTest.with()) {
      strange.putItem(
          "XYZ#1",
          "X",
          Map.of(
              "message", AttributeValue.fromS("a\u001b[2Jb\nc"),
              "list", AttributeValue.fromL(List.of(AttributeValue.fromN("1.5")))));

      assertEquals(List.of("XYZ#1  X  list=[1.5]  message=a [2Jb c"), strange.run("scan").lines());
      assertEquals(
          List.of(
              "{\"pk\":\"XYZ#1\",\"sk\":\"X\",\"list\":[1.5],\"message\":\"a\\u001B[2Jb\\nc\"}"),
          strange.run("scan", "--json").lines());
    }
  }

  @Test
  void conversationsAreListedWithTheConsumedCapacity() {
    assertEquals(
        new CommandRun(
            0,
            "2026-03-01 12:45:00  %s  @heron  1 unread  text 45\n".formatted(GROUP),
            "1 conversations, 4.0 read units\n"),
        table.run("list-conversations", "@OTTER"));
    assertEquals(
        List.of(
            "{\"uuid\":\"%s\",\"display_name\":\"Otter\",\"handle\":\"otter\",\"message\":\"text 45\",\"created_at\":\"2026-03-01T10:45:00.000000+00:00\",\"unread_count\":0,\"read_up_to\":\"2026-03-01T10:40:00.000000+00:00\",\"last_message_from_me\":true}"
                .formatted(GROUP)),
        table.run("list-conversations", "heron", "--json").lines());
  }

  @Test
  void aHandleWithoutUserIsOneLine() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "No user has the handle stoat: bin/cruddur scan --prefix HDL# prints all handles\n"),
        table.run("list-conversations", "stoat"));
    assertEquals(
        new CommandRun(1, "", "Handle newt is reserved by a sign-up that is not confirmed yet\n"),
        table.run("list-conversations", "newt"));
    assertEquals(2, table.run("list-conversations", "@").exitCode());
  }

  @Test
  void aConversationIsItsNewest20MessagesOldestFirst() {
    CommandRun run = table.run("get-conversation", GROUP);

    assertEquals(0, run.exitCode());
    assertEquals(20, run.lines().size());
    assertEquals("2026-03-01 12:26:00  Otter  text 26", run.lines().getFirst());
    assertEquals("2026-03-01 12:45:00  Heron  text 45", run.lines().getLast());
    assertEquals(
        """
        @heron: read, read up to 2026-03-01 12:40:00, cleared up to 2026-03-01 12:01:00
        @otter: 1 unread
        20 messages, 5.5 read units
        """,
        run.err());
  }

  @Test
  void theAllOptionPrintsTheWholeConversation() {
    CommandRun run = table.run("get-conversation", GROUP, "--all", "--json");

    assertEquals(MESSAGES, run.lines().size());
    assertEquals(
        "{\"uuid\":\"m-1\",\"display_name\":\"Heron\",\"handle\":\"heron\",\"message\":\"text 1\",\"created_at\":\"2026-03-01T10:01:00.000000+00:00\"}",
        run.lines().getFirst());
  }

  @Test
  void anUnknownConversationIsOneLine() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "Conversation g-2 does not exist: bin/cruddur list-conversations prints the conversations of a user\n"),
        table.run("get-conversation", "g-2"));
    assertEquals(2, table.run("get-conversation", "").exitCode());
  }

  @Test
  void anUnknownTableIsOneLine() {
    for (String command :
        List.of(
            "scan",
            "list-conversations otter",
            "get-conversation g",
            "mark-read --before 2026-03-01T12:00:00Z",
            "mark-read --before 2026-03-01T12:00:00Z otter",
            "check")) {
      assertEquals(
          new CommandRun(
              1,
              "",
              "Table other does not exist in DynamoDB at %s: create it with bin/cruddur schema-load, or name another with --table\n"
                  .formatted(table.address())),
          table.run((command + " --table other").split(" ")));
    }
  }

  private static Message message(int i) {
    return new Message(
        "m-" + i,
        GROUP,
        Timestamp.of(START.plusSeconds(60L * i)),
        i % 2 == 0 ? OTTER : HERON,
        "text " + i);
  }
}
