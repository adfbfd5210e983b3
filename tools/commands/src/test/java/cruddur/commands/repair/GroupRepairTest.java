package cruddur.commands.repair;

import static cruddur.commands.check.CheckedTable.FIRST;
import static cruddur.commands.check.CheckedTable.GROUP;
import static cruddur.commands.check.CheckedTable.HERON;
import static cruddur.commands.check.CheckedTable.LAST;
import static cruddur.commands.check.CheckedTable.OTTER;
import static cruddur.commands.check.CheckedTable.message;
import static cruddur.commands.check.CheckedTable.rowOfHeron;
import static cruddur.commands.check.CheckedTable.rowOfOtter;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.check.CheckedTable;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Timestamp;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GroupRepairTest {

  /** An hour and a half after the second, and below it in the order of sort keys. */
  private static final Message FROM_AFAR = message("2026-03-01T07:30:00.000000-05:00", HERON);

  private static final int MORE_THAN_A_PAGE = 21;

  @AutoClose private final CheckedTable table = CheckedTable.of();

  @Test
  void staleAndSuperfluousRowsBecomeOneThatShowsTheNewestMessage() {
    table.put(FIRST, LAST, rowOfOtter(FIRST), rowOfOtter(LAST), rowOfHeron(FIRST));

    assertEquals(GroupRepair.Outcome.REPAIRED, repair());
    assertEquals(List.of(rowOfOtter(LAST)), table.rowsOf(OTTER));
    assertEquals(List.of(rowOfHeron(LAST)), table.rowsOf(HERON));
  }

  @Test
  void aRepairOfWhatIsWholeWritesNothing() {
    table.put(FIRST, rowOfOtter(FIRST), rowOfHeron(FIRST));

    assertEquals(GroupRepair.Outcome.REPAIRED, repair());
    assertEquals(List.of(rowOfOtter(FIRST)), table.rowsOf(OTTER));
    assertEquals(List.of(rowOfHeron(FIRST)), table.rowsOf(HERON));
  }

  @Test
  void aMemberWithoutARowGetsOneWhenTheOtherWroteLast() {
    table.put(FIRST, LAST, rowOfHeron(LAST));

    assertEquals(GroupRepair.Outcome.REPAIRED, repair());
    assertEquals(List.of(rowOfOtter(LAST)), table.rowsOf(OTTER));
  }

  @Test
  void theNewestMessageIsThatOfTheLatestMomentWhereverItStands() {
    IntStream.range(0, MORE_THAN_A_PAGE)
        .mapToObj("2026-03-01T08:%02d:00.000000+00:00"::formatted)
        .forEach(createdAt -> table.put(message(createdAt, OTTER)));
    table.put(FIRST, LAST, FROM_AFAR, rowOfOtter(LAST), rowOfHeron(LAST));

    assertEquals(GroupRepair.Outcome.REPAIRED, repair());
    Message canonical = FROM_AFAR.at(Timestamp.of(FROM_AFAR.createdAt().instant()));
    assertEquals(List.of(rowOfOtter(canonical)), table.rowsOf(OTTER));
  }

  @Test
  void aMessageWithoutATimeIsNotTheNewest() {
    table.put(FIRST, message("yesterday", OTTER), rowOfOtter(FIRST), rowOfHeron(FIRST));

    assertEquals(GroupRepair.Outcome.REPAIRED, repair());
    assertEquals(List.of(rowOfOtter(FIRST)), table.rowsOf(OTTER));
  }

  @Test
  void whatCannotBeRepairedIsTold() {
    assertEquals(GroupRepair.Outcome.NO_MESSAGES, repair());

    table.put(FIRST);
    assertEquals(GroupRepair.Outcome.NO_MEMBERS, repair());
    assertEquals(List.of(), table.rowsOf(OTTER));
  }

  private GroupRepair.Outcome repair() {
    return new GroupRepair(table.rows()).repair(GROUP);
  }
}
