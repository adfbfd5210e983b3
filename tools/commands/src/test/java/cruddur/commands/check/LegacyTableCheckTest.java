package cruddur.commands.check;

import static cruddur.commands.check.CheckedTable.BOTH;
import static cruddur.commands.check.CheckedTable.GROUP;
import static cruddur.commands.check.CheckedTable.HERON;
import static cruddur.commands.check.CheckedTable.OTHER_GROUP;
import static cruddur.commands.check.CheckedTable.OTTER;
import static cruddur.commands.check.CheckedTable.message;
import static cruddur.commands.check.CheckedTable.rowOfHeron;
import static cruddur.commands.check.CheckedTable.rowOfOtter;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.fixture.CommandRun;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Pair;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A table written by the legacy tools: other forms of time, no profiles, no pairs. */
class LegacyTableCheckTest {

  private static final Message WITH_OFFSET = message("2026-03-01T10:00:00.000001+00:00", OTTER);
  private static final Message WITHOUT_FRACTION = message("2026-03-01T10:30:00+00:00", OTTER);
  private static final Message NAIVE = message("2026-03-01T11:00:00.500000", HERON);

  /** Half an hour after {@code NAIVE}, but before it in the order of sort keys. */
  private static final Message OFFSET_MINUS_5 = message("2026-03-01T06:30:00.500000-05:00", OTTER);

  @AutoClose
  private final CheckedTable table = CheckedTable.of(WITH_OFFSET, WITHOUT_FRACTION, NAIVE);

  @Test
  void onlyThePairsAreMissing() {
    table.put(rowOfOtter(NAIVE), rowOfHeron(NAIVE));

    table.assertIssue(
        "missing-pair  DUO#u-heron#u-otter  no row, but the two users have group %s"
            .formatted(GROUP));
    table.assertRepaired("the pair's row was added");
    assertEquals(List.of(rowOfOtter(NAIVE)), table.rowsOf(OTTER));
    assertEquals(List.of(rowOfHeron(NAIVE)), table.rowsOf(HERON));
  }

  @Test
  void theNewestMessageIsTheLatestInTimeNotInSortOrder() {
    table.put(
        OFFSET_MINUS_5,
        rowOfOtter(OFFSET_MINUS_5),
        rowOfHeron(OFFSET_MINUS_5),
        new Pair(BOTH, GROUP));

    table.assertNoIssues();
  }

  @Test
  void aRowWithTheSameTimeInAnotherFormIsNotStale() {
    Message canonical = message("2026-03-01T11:00:00.500000+00:00", HERON);
    table.put(
        rowOfOtter(new Message(NAIVE.uuid(), GROUP, canonical.createdAt(), HERON, NAIVE.text())),
        rowOfHeron(NAIVE),
        new Pair(BOTH, GROUP));

    table.assertNoIssues();
  }

  @Test
  void thePairGetsTheGroupWithTheLastMessage() {
    Message older = message(OTHER_GROUP, "2026-02-01T10:00:00.000000+00:00", OTTER);
    table.put(rowOfOtter(NAIVE), rowOfHeron(NAIVE), older, rowOfOtter(older), rowOfHeron(older));

    CommandRun run = table.check("--repair");

    assertEquals(1, run.exitCode());
    assertEquals(
        List.of("duplicate-conversation", "missing-pair"),
        run.lines().stream().map(line -> line.substring(0, line.indexOf(' '))).sorted().toList());
    assertEquals(Optional.of(new Pair(BOTH, GROUP)), table.rows().get(BOTH));
    assertEquals(Optional.of(older), table.rows().get(older.key()));
    table.assertIssue(
        "duplicate-conversation  MSG#%s  users u-heron and u-otter already have group %s"
            .formatted(OTHER_GROUP, GROUP));
  }
}
