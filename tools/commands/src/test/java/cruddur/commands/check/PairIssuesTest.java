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

/** Issues of the pairs of users. */
class PairIssuesTest {

  @AutoClose private final CheckedTable table = CheckedTable.valid();

  @Test
  void aMissingPairIsAdded() {
    table.delete(BOTH);

    table.assertIssue(
        "missing-pair  DUO#u-heron#u-otter  no row, but the two users have group %s"
            .formatted(GROUP));
    table.assertRepaired("the pair's row was added");
    assertEquals(Optional.of(new Pair(BOTH, GROUP)), table.rows().get(BOTH));
  }

  @Test
  void aDuplicateConversationIsSkippedAndBothGroupsKeepTheirMessages() {
    Message older = putOlderGroup();

    table.assertIssue(
        "duplicate-conversation  MSG#%s  users u-heron and u-otter already have group %s"
            .formatted(OTHER_GROUP, GROUP));
    table.assertSkipped(
        "both groups can be read and written, and starting a conversation continues the other one; messages are never"
            + " moved between groups");
    assertEquals(Optional.of(older), table.rows().get(older.key()));
    assertEquals(Optional.of(new Pair(BOTH, GROUP)), table.rows().get(BOTH));
  }

  @Test
  void aDanglingPairIsRedirectedToTheGroupOfTheUsers() {
    table.delete(BOTH);
    table.put(new Pair(BOTH, OTHER_GROUP));

    table.assertIssue(
        "dangling-pair  DUO#u-heron#u-otter  it names group %s, which neither user has"
            .formatted(OTHER_GROUP));
    table.assertRepaired("it now names group %s".formatted(GROUP));
    assertEquals(Optional.of(new Pair(BOTH, GROUP)), table.rows().get(BOTH));
  }

  @Test
  void aDanglingPairWithoutAGroupIsDeleted() {
    RowKey.OfPair strangers = RowKey.OfPair.of(OTTER.uuid(), NEWT.uuid());
    table.put(new Pair(strangers, GROUP.replace('b', 'c')));

    table.assertIssue(
        "dangling-pair  DUO#u-newt#u-otter  it names group %s, which neither user has"
            .formatted(GROUP.replace('b', 'c')));
    table.assertRepaired("it was deleted: the two users have no group");
    assertEquals(Optional.empty(), table.rows().get(strangers));
  }

  private Message putOlderGroup() {
    Message older = message(OTHER_GROUP, "2026-02-01T10:00:00.000000+00:00", OTTER);
    table.put(older, rowOfOtter(older), rowOfHeron(older));
    return older;
  }
}
