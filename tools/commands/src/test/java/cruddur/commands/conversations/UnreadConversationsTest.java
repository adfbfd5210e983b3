package cruddur.commands.conversations;

import static cruddur.commands.check.CheckedTable.FIRST;
import static cruddur.commands.check.CheckedTable.GROUP;
import static cruddur.commands.check.CheckedTable.HERON;
import static cruddur.commands.check.CheckedTable.LAST;
import static cruddur.commands.check.CheckedTable.OTTER;
import static cruddur.commands.check.CheckedTable.STATE_OF_OTTER;
import static cruddur.commands.check.CheckedTable.message;
import static cruddur.commands.check.CheckedTable.rowOfHeron;
import static cruddur.commands.check.CheckedTable.rowOfOtter;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.check.CheckedTable;
import cruddur.commands.fixture.CommandRun;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
    assertMembers("@heron: read", "@otter: 1 unread");
    assertJson("\"unread_count\":1,\"read_up_to\":null,\"last_message_from_me\":false");
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
