package cruddur.commands.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.TableUnderTest;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A row that cannot be read is reported, and the others are printed. */
class DamagedConversationsTest {

  private static final String GROUP = "b3c9a0de-0000-4000-8000-000000000001";
  private static final String DAMAGED_GROUP = "b3c9a0de-0000-4000-8000-000000000002";
  private static final String TIME = "2026-03-01T12:00:00.000000+00:00";
  private static final UserProfile OTTER = new UserProfile("u-otter", "otter", "Otter");
  private static final UserProfile HERON = new UserProfile("u-heron", "heron", "Heron");
  private static final Message MESSAGE =
      new Message("m-1", GROUP, Timestamp.stored("2026-03-01T10:00:00.000000+00:00"), OTTER, "hi");

  @AutoClose
  private final TableUnderTest table =
      TableUnderTest.with(
          MESSAGE, MessageGroup.showing(MESSAGE, OTTER.uuid(), HERON), new HandleRow.Owned(OTTER));

  @Test
  void aMessage() {
    table.putItem("MSG#" + GROUP, TIME, Map.of("message", AttributeValue.fromS("text")));

    assertReports(
        "The row pk=MSG#%s sk=%s has no attribute message_uuid. Add it, or delete the row."
            .formatted(GROUP, TIME),
        table.run("get-conversation", GROUP, "--json"));
  }

  @Test
  void aMessageWithoutATime() {
    table.putItem(
        "MSG#" + GROUP,
        "yesterday",
        Map.of(
            "message_uuid", AttributeValue.fromS("m-2"),
            "message", AttributeValue.fromS("text"),
            "user_uuid", AttributeValue.fromS("u-otter"),
            "user_handle", AttributeValue.fromS("otter"),
            "user_display_name", AttributeValue.fromS("Otter")));

    assertReports(
        "The row pk=MSG#%s sk=yesterday has in sk no timestamp of a known form. Find out who wrote it."
            .formatted(GROUP),
        table.run("get-conversation", GROUP, "--json", "--all"));
  }

  @Test
  void aGroupRow() {
    table.putItem(
        "GRP#u-otter", TIME, Map.of("message_group_uuid", AttributeValue.fromS(DAMAGED_GROUP)));

    assertReports(
        "The row pk=GRP#u-otter sk=%s has no attribute user_uuid. Add it, or delete the row."
            .formatted(TIME),
        table.run("list-conversations", "otter", "--json"));
  }

  @Test
  void aReadState() {
    table.putItem("MBR#u-otter", GROUP, Map.of("read_up_to", AttributeValue.fromS("yesterday")));
    String problem =
        "The row pk=MBR#u-otter sk=%s has in read_up_to no timestamp of the form 2026-11-22T13:07:40.123456+00:00. Remove the attribute."
            .formatted(GROUP);

    assertReports(problem, table.run("list-conversations", "otter", "--json"));
    CommandRun run = table.run("get-conversation", GROUP);
    assertEquals(1, run.exitCode());
    assertEquals(1, run.lines().size());
    assertEquals(problem, run.err().lines().toList().getLast());
  }

  @Test
  void theOnlyMessageOfAConversation() {
    table.putItem("MSG#" + DAMAGED_GROUP, TIME, Map.of("message", AttributeValue.fromNul(true)));

    CommandRun run = table.run("get-conversation", DAMAGED_GROUP);

    assertEquals(1, run.exitCode());
    assertEquals("", run.out());
    assertEquals(
        "The row pk=MSG#%s sk=%s has no attribute message_uuid. Add it, or delete the row."
            .formatted(DAMAGED_GROUP, TIME),
        run.err().lines().toList().getLast());
  }

  private static void assertReports(String problem, CommandRun run) {
    assertEquals(1, run.exitCode());
    assertEquals(1, run.lines().size(), run.out());
    // Without the lines about the members, if a conversation is printed.
    List<String> errors =
        run.err().lines().filter(line -> !line.matches("(@heron|u-otter): .*")).toList();
    assertEquals(2, errors.size(), run.err());
    assertEquals(problem, errors.getLast());
  }
}
