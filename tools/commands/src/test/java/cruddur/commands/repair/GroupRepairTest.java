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

  /** An hour and a half after {@code LAST}, but before it in the order of sort keys. */
  private static final Message OFFSET_MINUS_5 = message("2026-03-01T07:30:00.000000-05:00", HERON);

  private static final int MORE_THAN_A_PAGE = 21;

  @AutoClose private final CheckedTable table = CheckedTable.of();

  @Test
  void staleAndSuperfluousRowsAreReplacedByOneWithTheNewestMessage() {
    table.put(FIRST, LAST, rowOfOtter(FIRST), rowOfOtter(LAST), rowOfHeron(FIRST));

    assertEquals(GroupRepair.Outcome.REPAIRED, repair());
    assertEquals(List.of(rowOfOtter(LAST)), table.rowsOf(OTTER));
    assertEquals(List.of(rowOfHeron(LAST)), table.rowsOf(HERON));
  }

  @Test
  void aRepairOfCorrectRowsWritesNothing() {
    table.put(FIRST, rowOfOtter(FIRST), rowOfHeron(FIRST));

    assertEquals(GroupRepair.Outcome.REPAIRED, repair());
    assertEquals(List.of(rowOfOtter(FIRST)), table.rowsOf(OTTER));
    assertEquals(List.of(rowOfHeron(FIRST)), table.rowsOf(HERON));
  }

  @Test
  void aMissingRowIsAddedIfTheOtherMemberWroteLast() {
    table.put(FIRST, LAST, rowOfHeron(LAST));

    assertEquals(GroupRepair.Outcome.REPAIRED, repair());
    assertEquals(List.of(rowOfOtter(LAST)), table.rowsOf(OTTER));
  }

  @Test
  void theNewestMessageIsTheLatestInTimeNotInSortOrder() {
    IntStream.range(0, MORE_THAN_A_PAGE)
        .mapToObj("2026-03-01T08:%02d:00.000000+00:00"::formatted)
        .forEach(createdAt -> table.put(message(createdAt, OTTER)));
    table.put(FIRST, LAST, OFFSET_MINUS_5, rowOfOtter(LAST), rowOfHeron(LAST));

    assertEquals(GroupRepair.Outcome.REPAIRED, repair());
    Message canonical = OFFSET_MINUS_5.at(Timestamp.of(OFFSET_MINUS_5.createdAt().instant()));
    assertEquals(List.of(rowOfOtter(canonical)), table.rowsOf(OTTER));
  }

  @Test
  void aMessageWithAMalformedTimestampIsNotTheNewest() {
    table.put(FIRST, message("yesterday", OTTER), rowOfOtter(FIRST), rowOfHeron(FIRST));

    assertEquals(GroupRepair.Outcome.REPAIRED, repair());
    assertEquals(List.of(rowOfOtter(FIRST)), table.rowsOf(OTTER));
  }

  @Test
  void groupsWithoutMessagesOrMembersAreReported() {
    assertEquals(GroupRepair.Outcome.NO_MESSAGES, repair());

    table.put(FIRST);
    assertEquals(GroupRepair.Outcome.NO_MEMBERS, repair());
    assertEquals(List.of(), table.rowsOf(OTTER));
  }

  private GroupRepair.Outcome repair() {
    return new GroupRepair(table.rows()).repair(GROUP);
  }
}
