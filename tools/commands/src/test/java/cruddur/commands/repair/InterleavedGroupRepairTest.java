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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.commands.check.CheckedTable;
import cruddur.commands.fixture.KilledException;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.stream.MessageGroupRewriter;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A repair during which a message arrives, or which is killed, between any two of its requests. */
class InterleavedGroupRepairTest {

  private static final Message OLDER = message("2026-03-01T09:00:00.000000+00:00", OTTER);
  private static final Message NEWER = message("2026-03-01T12:00:00.000000+00:00", OTTER);

  @AutoClose private final CheckedTable table = CheckedTable.of(OLDER, FIRST, LAST);

  @Test
  void aMessageThatArrivesDuringTheRepairIsShownOnce() {
    int number = 0;
    InterleavingRows rows;
    do {
      number++;
      breakRows();
      rows = new InterleavingRows(table.rows(), number, this::deliverNewer);
      assertEquals(GroupRepair.Outcome.REPAIRED, new GroupRepair(rows).repair(GROUP));

      Message shown = rows.isInterrupted() ? NEWER : LAST;
      assertEquals(List.of(rowOfOtter(shown)), table.rowsOf(OTTER), "at request " + number);
      assertEquals(List.of(rowOfHeron(shown)), table.rowsOf(HERON), "at request " + number);
    } while (rows.isInterrupted());
    assertTrue(number > 10, number + " requests");
  }

  @Test
  void everyMemberKeepsARowWhenTheRepairIsKilledAndTheNextRepairCompletesIt() {
    int number = 0;
    InterleavingRows rows;
    do {
      number++;
      breakRows();
      rows = new InterleavingRows(table.rows(), number, KilledException.KILL);
      repairUntilKilled(rows);

      assertNotEquals(List.of(), table.rowsOf(OTTER), "at request " + number);
      assertNotEquals(List.of(), table.rowsOf(HERON), "at request " + number);
      assertEquals(GroupRepair.Outcome.REPAIRED, new GroupRepair(table.rows()).repair(GROUP));
      assertEquals(List.of(rowOfOtter(LAST)), table.rowsOf(OTTER), "at request " + number);
      assertEquals(List.of(rowOfHeron(LAST)), table.rowsOf(HERON), "at request " + number);
    } while (rows.isInterrupted());
    assertTrue(number > 10, number + " requests");
  }

  /** One member has two rows, and none shows the newest message. */
  private void breakRows() {
    List.of(OTTER, HERON)
        .forEach(member -> table.rowsOf(member).forEach(row -> table.delete(row.key())));
    table.delete(NEWER.key());
    table.put(rowOfOtter(OLDER), rowOfOtter(FIRST), rowOfHeron(OLDER));
  }

  private void deliverNewer() {
    table.put(NEWER);
    new MessageGroupRewriter(table.rows()).rewrite(NEWER);
  }

  private static void repairUntilKilled(Rows rows) {
    try {
      new GroupRepair(rows).repair(GROUP);
    } catch (KilledException killed) {
      // The process was killed.
    }
  }
}
