package cruddur.commands.conversations;

import static cruddur.commands.check.CheckedTable.FIRST;
import static cruddur.commands.check.CheckedTable.GROUP;
import static cruddur.commands.check.CheckedTable.HERON;
import static cruddur.commands.check.CheckedTable.LAST;
import static cruddur.commands.check.CheckedTable.NEWT;
import static cruddur.commands.check.CheckedTable.OTTER;
import static cruddur.commands.check.CheckedTable.STATE_OF_OTTER;
import static cruddur.commands.check.CheckedTable.message;
import static cruddur.commands.check.CheckedTable.rowOfHeron;
import static cruddur.commands.check.CheckedTable.rowOfOtter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.commands.check.CheckedTable;
import cruddur.commands.fixture.CommandRun;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Unread counts, and conversations that are put away, as operators see them. */
class UnreadConversationsTest {

  private static final Timestamp LAST_AT = LAST.createdAt();

  private static TimeZone originalZone;

  @AutoClose
  private final CheckedTable table =
      CheckedTable.of(new HandleRow.Owned(OTTER), FIRST, LAST, rowOfOtter(LAST), rowOfHeron(LAST));

  @BeforeAll
  static void setZone() {
    originalZone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("GMT"));
  }

  @AfterAll
  static void restoreZone() {
    TimeZone.setDefault(originalZone);
  }

  @Test
  void messagesOfTheOtherMemberAreUnread() {
    assertListed("1 unread");
    assertMembers("@heron: read", "@otter: 1 unread");
  }

  @Test
  void aConversationIsReadUpToTheMarker() {
    advance(Marker.READ, FIRST.createdAt());

    assertListed("1 unread");
    assertMembers("@heron: read", "@otter: 1 unread, read up to 2026-03-01 10:00:00");

    advance(Marker.READ, LAST_AT);

    assertListed("read");
    assertMembers("@heron: read", "@otter: read, read up to 2026-03-01 11:00:00");
  }

  @Test
  void moreThan99UnreadMessagesAreNotCounted() {
    List<Message> more =
        Stream.iterate(0, i -> i < 99, i -> i + 1)
            .map(i -> message("2026-03-01T10:30:00.0000%02d+00:00".formatted(i), HERON))
            .toList();
    more.subList(0, 98).forEach(table::put);

    assertListed("99 unread");
    assertMembers("@heron: read", "@otter: 99 unread");

    table.put(more.getLast());

    assertListed("99+ unread");
    assertMembers("@heron: read", "@otter: 99+ unread");
    assertJson("\"unread_count\":100,\"read_up_to\":null,\"last_message_from_me\":false");
  }

  @Test
  void aHiddenConversationIsListedForOperators() {
    advance(Marker.HIDDEN, LAST_AT);

    assertListed("hidden, 1 unread");
    assertMembers("@heron: read", "@otter: hidden, 1 unread");
    assertJson(
        "\"unread_count\":1,\"read_up_to\":null,\"last_message_from_me\":false,\"hidden_up_to\":\"%s\""
            .formatted(LAST_AT.text()));
  }

  @Test
  void aClearedConversationIsListedForOperatorsWithItsMessages() {
    advance(Marker.CLEARED, LAST_AT);

    assertListed("cleared");
    assertMembers("@heron: read", "@otter: cleared");
    assertJson(
        "\"unread_count\":0,\"read_up_to\":null,\"last_message_from_me\":false,\"cleared_up_to\":\"%s\""
            .formatted(LAST_AT.text()));
  }

  @Test
  void aConversationWithANewerMessageIsNeitherHiddenNorCleared() {
    advance(Marker.HIDDEN, FIRST.createdAt());
    advance(Marker.CLEARED, FIRST.createdAt());

    assertListed("1 unread");
    assertMembers("@heron: read", "@otter: 1 unread, cleared up to 2026-03-01 10:00:00");
    assertJson("\"unread_count\":1,\"read_up_to\":null,\"last_message_from_me\":false");
  }

  @Test
  void aMembersViewLacksWhatTheyHaveCleared() {
    assertView(List.of(FIRST, LAST), "@otter: 1 unread");

    advance(Marker.CLEARED, FIRST.createdAt());

    assertView(List.of(LAST), "@otter: 1 unread, cleared up to 2026-03-01 10:00:00");

    advance(Marker.READ, LAST_AT);
    advance(Marker.CLEARED, LAST_AT);

    assertView(List.of(), "@otter: cleared, read up to 2026-03-01 11:00:00");
  }

  @Test
  void aConversationIsNotShownForANonMember() {
    table.put(new HandleRow.Owned(NEWT));

    assertEquals(
        new CommandRun(
            1,
            "",
            "User @newt is not a member of conversation %s: get-conversation without --for prints its members\n"
                .formatted(GROUP)),
        table.table().run("get-conversation", GROUP, "--for", "newt"));
  }

  /** A scan shows the same counts, beside what is stored. */
  @Test
  void aScanAddsTheUnreadCountsOfGroupRows() {
    assertScanned("  (unread_count=0)", "  (unread_count=1)");

    advance(Marker.READ, LAST_AT);

    assertScanned("  (unread_count=0)", "  (unread_count=0)");
  }

  @Test
  void aScanInJsonKeepsTheCountApartFromTheAttributes() {
    assertEquals(
        List.of(
            "{\"pk\":\"GRP#u-otter\",\"sk\":\"%s\",\"message\":\"%s\",\"message_group_uuid\":\"%s\",\"message_user_uuid\":\"u-heron\",\"user_display_name\":\"Heron\",\"user_handle\":\"heron\",\"user_uuid\":\"u-heron\",\"_derived\":{\"unread_count\":1}}"
                .formatted(LAST_AT.text(), LAST.text(), GROUP)),
        table.table().run("scan", "--prefix", "GRP#u-otter", "--json").lines());
  }

  @Test
  void aScanWithoutUnreadCountsPrintsWhatIsStored() {
    CommandRun run = table.table().run("scan", "--prefix", "GRP#", "--no-unread-counts");

    assertEquals(2, run.lines().size());
    assertTrue(run.lines().stream().noneMatch(line -> line.contains("unread_count")), run::out);
    assertEquals("2 rows of 5, 0.5 read units\n", run.err());
  }

  @Test
  void aScanLeavesOutTheCountOfARowThatCannotBeRead() {
    table
        .table()
        .putItem(
            "GRP#u-otter",
            LAST_AT.text(),
            Map.of("message_group_uuid", AttributeValue.fromS(GROUP)));
    table.table().putItem("GRP#", "2026", Map.of());

    CommandRun run = table.table().run("scan", "--prefix", "GRP#");

    assertEquals(0, run.exitCode());
    assertEquals(3, run.lines().size());
    assertEquals(
        List.of("GRP#u-heron"),
        run.lines().stream()
            .filter(line -> line.endsWith("  (unread_count=0)"))
            .map(line -> line.substring(0, line.indexOf(' ')))
            .toList());
    assertEquals(1, run.lines().stream().filter(line -> line.contains("unread_count")).count());
  }

  private void assertScanned(String ofHeron, String ofOtter) {
    List<String> lines =
        table.table().run("scan", "--prefix", "GRP#").lines().stream().sorted().toList();

    assertTrue(
        lines.getFirst().startsWith("GRP#u-heron") && lines.getFirst().endsWith(ofHeron),
        lines::toString);
    assertTrue(
        lines.getLast().startsWith("GRP#u-otter") && lines.getLast().endsWith(ofOtter),
        lines::toString);
  }

  private void assertView(List<Message> messages, String state) {
    CommandRun run = table.table().run("get-conversation", GROUP, "--for", "@Otter");

    assertEquals(0, run.exitCode());
    assertEquals(
        messages.stream().map(Message::text).toList(),
        run.lines().stream().map(line -> line.substring(line.indexOf("text at"))).toList());
    assertEquals(state, run.err().lines().findFirst().orElseThrow());
  }

  /** The other member of the only row is known by their uuid alone. */
  @Test
  void aMemberWithoutARowIsShown() {
    table.delete(rowOfHeron(LAST).key());

    assertMembers("@heron: read", "u-otter: 1 unread");
  }

  private void advance(Marker marker, Timestamp upTo) {
    assertEquals(upTo, table.rows().advanceMarker(STATE_OF_OTTER.key(), marker, upTo));
  }

  private void assertListed(String state) {
    assertEquals(
        List.of("2026-03-01 11:00:00  %s  @heron  %s  %s".formatted(GROUP, state, LAST.text())),
        table.table().run("list-conversations", "otter").lines());
  }

  private void assertJson(String fields) {
    assertEquals(
        List.of(
            "{\"uuid\":\"%s\",\"display_name\":\"Heron\",\"handle\":\"heron\",\"message\":\"%s\",\"created_at\":\"%s\",%s}"
                .formatted(GROUP, LAST.text(), LAST_AT.text(), fields)),
        table.table().run("list-conversations", "otter", "--json").lines());
  }

  /** All messages are printed, whatever a member has cleared. */
  private void assertMembers(String... lines) {
    CommandRun run = table.table().run("get-conversation", GROUP, "--all");

    assertEquals(List.of(lines), run.err().lines().limit(lines.length).toList());
    assertEquals(
        table.rows().all(new RowQuery.Messages(GROUP, Optional.empty(), 100)).size(),
        run.lines().size());
  }
}
