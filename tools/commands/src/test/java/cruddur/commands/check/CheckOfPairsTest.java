package cruddur.commands.check;

import static cruddur.commands.check.CheckedTable.BOTH;
import static cruddur.commands.check.CheckedTable.GROUP;
import static cruddur.commands.check.CheckedTable.NEWT;
import static cruddur.commands.check.CheckedTable.OTHER_GROUP;
import static cruddur.commands.check.CheckedTable.OTTER;
import static cruddur.commands.check.CheckedTable.message;
import static cruddur.commands.check.CheckedTable.rowOfHeron;
import static cruddur.commands.check.CheckedTable.rowOfOtter;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.RowKey;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What check finds of the pairs of users, and makes of them. */
class CheckOfPairsTest {

  @AutoClose private final CheckedTable table = CheckedTable.whole();

  @Test
  void aPairWithoutARowGetsOne() {
    table.delete(BOTH);

    table.found(
        "missing-pair  DUO#u-heron#u-otter  no row, and the two have group %s".formatted(GROUP));
    table.mended("the pair's row is there now");
    assertEquals(Optional.of(new Pair(BOTH, GROUP)), table.rows().get(BOTH));
  }

  @Test
  void aSecondGroupOfAPairIsLeftAndBothKeepTheirMessages() {
    Message older = putOlderGroup();

    table.found(
        "second-group  MSG#%s  users u-heron and u-otter have another group, %s"
            .formatted(OTHER_GROUP, GROUP));
    table.left(
        "both can be read and written, and a start leads to the other; nothing moves messages from one to the other");
    assertEquals(Optional.of(older), table.rows().get(older.key()));
    assertEquals(Optional.of(new Pair(BOTH, GROUP)), table.rows().get(BOTH));
  }

  @Test
  void aPairThatNamesAGroupOfNobodyIsLedToTheOneTheyHave() {
    table.delete(BOTH);
    table.put(new Pair(BOTH, OTHER_GROUP));

    table.found(
        "pair-of-nothing  DUO#u-heron#u-otter  it names group %s, which neither of the two has"
            .formatted(OTHER_GROUP));
    table.mended("it names group %s now".formatted(GROUP));
    assertEquals(Optional.of(new Pair(BOTH, GROUP)), table.rows().get(BOTH));
  }

  @Test
  void aPairThatHasNoGroupIsDeleted() {
    RowKey.OfPair strangers = RowKey.OfPair.of(OTTER.uuid(), NEWT.uuid());
    table.put(new Pair(strangers, GROUP.replace('b', 'c')));

    table.found(
        "pair-of-nothing  DUO#u-newt#u-otter  it names group %s, which neither of the two has"
            .formatted(GROUP.replace('b', 'c')));
    table.mended("it is deleted: the two have no group");
    assertEquals(Optional.empty(), table.rows().get(strangers));
  }

  private Message putOlderGroup() {
    Message older = message(OTHER_GROUP, "2026-02-01T10:00:00.000000+00:00", OTTER);
    table.put(older, rowOfOtter(older), rowOfHeron(older));
    return older;
  }
}
