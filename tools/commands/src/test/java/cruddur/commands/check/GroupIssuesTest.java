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

import cruddur.messaging.port.row.LastMessage;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Issues of a group's rows. */
class GroupIssuesTest {

  @AutoClose private final CheckedTable table = CheckedTable.valid();

  @Test
  void severalRowsAreReducedToTheNewest() {
    table.put(rowOfOtter(FIRST));

    table.assertIssue(
        "several-rows  GRP#u-otter  2 rows of group %s instead of one".formatted(GROUP));
    table.assertRepaired("one row shows the newest message");
    assertEquals(List.of(rowOfOtter(LAST)), table.rowsOf(OTTER));
  }

  @Test
  void severalRowsOfTheOnlyMessageAreReducedToOne() {
    table.delete(LAST.key());
    table.delete(rowOfOtter(LAST).key());
    table.delete(rowOfHeron(LAST).key());
    table.put(rowOfOtter(FIRST), rowOfOtter(FIRST).at(FIRST.createdAt().next()), rowOfHeron(FIRST));

    table.assertIssue(
        "several-rows  GRP#u-otter  2 rows of group %s instead of one".formatted(GROUP));
    table.assertRepaired("one row shows the newest message");
    assertEquals(
        List.of(rowOfOtter(FIRST).at(FIRST.createdAt().next())),
        table.rowsOf(OTTER),
        "the later one");
  }

  @Test
  void aStaleRowMovesToTheNewestMessage() {
    table.delete(rowOfHeron(LAST).key());
    table.put(rowOfHeron(FIRST));

    table.assertIssue(
        "stale-row  GRP#u-heron %s  it shows an older message than the newest of group %s, from %s"
            .formatted(FIRST.createdAt().text(), GROUP, LAST.createdAt().text()));
    table.assertRepaired("one row shows the newest message");
    assertEquals(List.of(rowOfHeron(LAST)), table.rowsOf(HERON));
  }

  /** As Cruddur's Flask app and earlier versions of this service wrote it. */
  @Test
  void aRowWithoutTheSenderOfItsMessageIsCorrect() {
    table.delete(rowOfHeron(LAST).key());
    table.put(
        new MessageGroup(
            GROUP,
            HERON.uuid(),
            OTTER,
            new LastMessage(LAST.createdAt(), Optional.empty(), LAST.text()),
            LAST.createdAt()));

    table.assertNoIssues();
  }

  @Test
  void aRowWithAnotherTextGetsTheTextOfTheNewestMessage() {
    table.delete(rowOfHeron(LAST).key());
    table.put(
        new MessageGroup(
            GROUP,
            HERON.uuid(),
            OTTER,
            new LastMessage(LAST.createdAt(), Optional.empty(), "filler"),
            LAST.createdAt()));

    table.assertIssue(
        "stale-row  GRP#u-heron %s  it shows another text than the newest of group %s, from %s"
            .formatted(LAST.createdAt().text(), GROUP, LAST.createdAt().text()));
    table.assertRepaired("one row shows the newest message");
    assertEquals(List.of(rowOfHeron(LAST)), table.rowsOf(HERON));
  }

  @Test
  void aTextCutToFitItsRowIsNotAnIssue() {
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

    table.assertNoIssues();
  }

  @Test
  void aRowAheadOfTheMessagesIsSkipped() {
    Message gone = message("2026-03-01T12:00:00.000000+00:00", OTTER);
    table.delete(rowOfHeron(LAST).key());
    table.put(rowOfHeron(gone));

    table.assertIssue(
        "stale-row  GRP#u-heron %s  it shows a message that does not exist instead of the newest of group %s, from %s"
            .formatted(gone.createdAt().text(), GROUP, LAST.createdAt().text()));
    table.assertSkipped("rows only move forward: the group's next message corrects it");
    assertEquals(List.of(rowOfHeron(gone)), table.rowsOf(HERON));
  }

  @Test
  void aGroupWithoutMessagesIsReportedOnce() {
    table.delete(FIRST.key());
    table.delete(LAST.key());

    table.assertIssue(
        "group-without-messages  GRP#u-heron %s  its group %s has no messages"
            .formatted(LAST.createdAt().text(), GROUP));
    table.assertSkipped("restore its messages from a backup, or delete the rows of the group");
    assertEquals(List.of(rowOfOtter(LAST)), table.rowsOf(OTTER));
  }

  @Test
  void aGroupRowWithAMalformedSortKeyIsReplaced() {
    table.delete(rowOfOtter(LAST).key());
    table.put(rowOfOtter(LAST).at(Timestamp.stored("lately")));

    table.assertIssue(
        "malformed-timestamp  GRP#u-otter lately  its sort key is not a timestamp, so it cannot be ordered");
    table.assertRepaired("one row shows the newest message");
    assertEquals(List.of(rowOfOtter(LAST)), table.rowsOf(OTTER));
  }

  @Test
  void aGroupRowWithAMalformedSortKeyThatShowsTheNewestMessageIsReplaced() {
    table.delete(rowOfOtter(LAST).key());
    table.put(
        new MessageGroup(
            GROUP, OTTER.uuid(), HERON, rowOfOtter(LAST).last(), Timestamp.stored("lately")));

    table.assertIssue(
        "malformed-timestamp  GRP#u-otter lately  its sort key is not a timestamp, so it cannot be ordered");
    table.assertRepaired("one row shows the newest message");
    assertEquals(List.of(rowOfOtter(LAST)), table.rowsOf(OTTER));
  }

  @Test
  void aGroupWithARecentMessageIsSkipped() {
    table.delete(rowOfHeron(LAST).key());
    table.put(rowOfHeron(FIRST));
    Instant written = LAST.createdAt().instant();

    assertEquals(new CheckAt(List.of(), 1), CheckAt.time(written.plusSeconds(59), table));
    assertEquals(
        new CheckAt(List.of("stale-row"), 0), CheckAt.time(written.plusSeconds(60), table));
    assertEquals(List.of(rowOfHeron(FIRST)), table.rowsOf(HERON));
  }

  /** The issue codes and skipped groups of a check at a given time. */
  private record CheckAt(List<String> codes, long unsettled) {

    static CheckAt time(Instant now, CheckedTable table) {
      List<String> codes = new ArrayList<>();
      TableCheck check = new TableCheck(table.target(), InstantSource.fixed(now), false);
      check.forEach(result -> codes.add(result.issue().code()), rows -> {});
      return new CheckAt(codes, check.unsettledGroups());
    }
  }
}
