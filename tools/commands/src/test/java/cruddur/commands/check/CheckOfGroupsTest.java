package cruddur.commands.check;

import static cruddur.commands.check.CheckedTable.FIRST;
import static cruddur.commands.check.CheckedTable.GROUP;
import static cruddur.commands.check.CheckedTable.HERON;
import static cruddur.commands.check.CheckedTable.LAST;
import static cruddur.commands.check.CheckedTable.OTTER;
import static cruddur.commands.check.CheckedTable.message;
import static cruddur.commands.check.CheckedTable.rowOfHeron;
import static cruddur.commands.check.CheckedTable.rowOfOtter;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What check finds in the rows of a group, and makes of them. */
class CheckOfGroupsTest {

  @AutoClose private final CheckedTable table = CheckedTable.whole();

  @Test
  void twoRowsOfOneGroupBecomeOne() {
    table.put(rowOfOtter(FIRST));

    table.found("several-rows  GRP#u-otter  2 rows of group %s, and not one".formatted(GROUP));
    table.mended("one row shows the newest message now");
    assertEquals(List.of(rowOfOtter(LAST)), table.rowsOf(OTTER));
  }

  @Test
  void twoRowsThatShowTheOnlyMessageBecomeOne() {
    table.delete(LAST.key());
    table.delete(rowOfOtter(LAST).key());
    table.delete(rowOfHeron(LAST).key());
    table.put(rowOfOtter(FIRST), rowOfOtter(FIRST).at(FIRST.createdAt().next()), rowOfHeron(FIRST));

    table.found("several-rows  GRP#u-otter  2 rows of group %s, and not one".formatted(GROUP));
    table.mended("one row shows the newest message now");
    assertEquals(
        List.of(rowOfOtter(FIRST).at(FIRST.createdAt().next())),
        table.rowsOf(OTTER),
        "the later one");
  }

  @Test
  void aRowOlderThanTheNewestMessageMovesToIt() {
    table.delete(rowOfHeron(LAST).key());
    table.put(rowOfHeron(FIRST));

    table.found(
        "stale-row  GRP#u-heron %s  it shows an older message than the newest of group %s, of %s"
            .formatted(FIRST.createdAt().text(), GROUP, LAST.createdAt().text()));
    table.mended("one row shows the newest message now");
    assertEquals(List.of(rowOfHeron(LAST)), table.rowsOf(HERON));
  }

  @Test
  void aRowWithAnotherTextGetsTheNewestMessages() {
    table.delete(rowOfHeron(LAST).key());
    table.put(
        new MessageGroup(GROUP, HERON.uuid(), OTTER, "filler", LAST.createdAt(), LAST.createdAt()));

    table.found(
        "stale-row  GRP#u-heron %s  it shows another text than the newest of group %s, of %s"
            .formatted(LAST.createdAt().text(), GROUP, LAST.createdAt().text()));
    table.mended("one row shows the newest message now");
    assertEquals(List.of(rowOfHeron(LAST)), table.rowsOf(HERON));
  }

  @Test
  void aTextThatIsCutToFitItsRowIsNoOtherText() {
    Message longOne =
        new Message(
            "m-long",
            GROUP,
            Timestamp.stored("2026-03-01T12:00:00.000000+00:00"),
            HERON,
            "ü".repeat(1024));
    table.delete(rowOfOtter(LAST).key());
    table.delete(rowOfHeron(LAST).key());
    table.put(longOne, rowOfOtter(longOne), rowOfHeron(longOne));

    table.isWhole();
  }

  @Test
  void aRowAheadOfTheMessagesIsLeftToTheNextOne() {
    Message gone = message("2026-03-01T12:00:00.000000+00:00", OTTER);
    table.delete(rowOfHeron(LAST).key());
    table.put(rowOfHeron(gone));

    table.found(
        "stale-row  GRP#u-heron %s  it shows a message that is not there: the newest of group %s, of %s"
            .formatted(gone.createdAt().text(), GROUP, LAST.createdAt().text()));
    table.left("rows only move forward: the group's next message puts it right");
    assertEquals(List.of(rowOfHeron(gone)), table.rowsOf(HERON));
  }

  @Test
  void aGroupWithoutMessagesIsToldOnce() {
    table.delete(FIRST.key());
    table.delete(LAST.key());

    table.found(
        "group-without-messages  GRP#u-heron %s  it is of group %s, which has no message"
            .formatted(LAST.createdAt().text(), GROUP));
    table.left("restore its messages from a backup, or delete the group's rows");
    assertEquals(List.of(rowOfOtter(LAST)), table.rowsOf(OTTER));
  }

  @Test
  void aGroupRowAtNoTimeIsReplaced() {
    table.delete(rowOfOtter(LAST).key());
    table.put(rowOfOtter(LAST).at(Timestamp.stored("lately")));

    table.found(
        "malformed-timestamp  GRP#u-otter lately  it stands at no time: readers show it in no order");
    table.mended("one row shows the newest message now");
    assertEquals(List.of(rowOfOtter(LAST)), table.rowsOf(OTTER));
  }

  @Test
  void aGroupRowThatShowsTheNewestMessageAtNoTimeIsReplaced() {
    table.delete(rowOfOtter(LAST).key());
    table.put(
        new MessageGroup(
            GROUP, OTTER.uuid(), HERON, LAST.text(), Timestamp.stored("lately"), LAST.createdAt()));

    table.found(
        "malformed-timestamp  GRP#u-otter lately  it stands at no time: readers show it in no order");
    table.mended("one row shows the newest message now");
    assertEquals(List.of(rowOfOtter(LAST)), table.rowsOf(OTTER));
  }

  @Test
  void aGroupThatIsBeingWrittenToIsLeftForAnotherTime() {
    table.delete(rowOfHeron(LAST).key());
    table.put(rowOfHeron(FIRST));
    Instant written = LAST.createdAt().instant();

    assertEquals(new Walk(List.of(), 1), Walk.at(written.plusSeconds(59), table));
    assertEquals(new Walk(List.of("stale-row"), 0), Walk.at(written.plusSeconds(60), table));
    assertEquals(List.of(rowOfHeron(FIRST)), table.rowsOf(HERON));
  }

  /** What a check finds at a moment: codes, and groups left for another time. */
  private record Walk(List<String> codes, long unsettled) {

    static Walk at(Instant now, CheckedTable table) {
      List<String> codes = new ArrayList<>();
      TableCheck check = new TableCheck(table.asPlace(), Clock.fixed(now, ZoneOffset.UTC), false);
      check.forEach(result -> codes.add(result.finding().code()), rows -> {});
      return new Walk(codes, check.unsettledGroups());
    }
  }
}
