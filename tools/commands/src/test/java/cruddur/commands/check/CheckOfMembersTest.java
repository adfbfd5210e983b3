package cruddur.commands.check;

import static cruddur.commands.check.CheckedTable.BOTH;
import static cruddur.commands.check.CheckedTable.FIRST;
import static cruddur.commands.check.CheckedTable.GROUP;
import static cruddur.commands.check.CheckedTable.HERON;
import static cruddur.commands.check.CheckedTable.LAST;
import static cruddur.commands.check.CheckedTable.NEWT;
import static cruddur.commands.check.CheckedTable.OTTER;
import static cruddur.commands.check.CheckedTable.rowOfHeron;
import static cruddur.commands.check.CheckedTable.rowOfOtter;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.SignInProfile;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What check finds where a member has no row of his group. */
class CheckOfMembersTest {

  @AutoClose private final CheckedTable table = CheckedTable.whole();

  @Test
  void aMemberWithoutARowGetsOneWithTheNameThatTheMessagesTell() {
    table.delete(rowOfHeron(LAST).key());

    table.found(
        "member-without-row  GRP#u-heron  no row of group %s, whose member it is".formatted(GROUP));
    table.mended("one row shows the newest message now");
    assertEquals(List.of(rowOfHeron(LAST)), table.rowsOf(HERON));
  }

  @Test
  void aMemberWhomNobodyHasAnsweredGetsARowWithTheNameThatTheProfileTells() {
    table.delete(LAST.key());
    table.delete(rowOfOtter(LAST).key());
    table.delete(rowOfHeron(LAST).key());
    table.put(rowOfHeron(FIRST));

    table.found(
        "member-without-row  GRP#u-otter  no row of group %s, whose member it is".formatted(GROUP));
    table.mended("one row shows the newest message now");
    assertEquals(List.of(rowOfOtter(FIRST)), table.rowsOf(OTTER));
  }

  @Test
  void aMemberWhosePartnersNameNothingTellsIsLeft() {
    table.delete(LAST.key());
    table.delete(rowOfOtter(LAST).key());
    table.delete(rowOfHeron(LAST).key());
    table.put(rowOfHeron(FIRST));
    table.delete(new HandleRow.Owned(HERON).key());
    table.delete(new SignInProfile("s-heron", HERON).key());

    table.found(
        "member-without-row  GRP#u-otter  no row of group %s, whose member it is".formatted(GROUP));
    table.left(
        "nothing tells the name of the other member, u-heron: sync-profiles, and run it again");
    assertEquals(List.of(), table.rowsOf(OTTER));
  }

  @Test
  void aGroupInNobodysListIsGivenBackToThePairThatHasIt() {
    table.delete(rowOfOtter(LAST).key());
    table.delete(rowOfHeron(LAST).key());

    table.found("group-without-rows  MSG#%s  no member has a row of this group".formatted(GROUP));
    table.mended("one row shows the newest message now");
    assertEquals(List.of(rowOfOtter(LAST)), table.rowsOf(OTTER));
    assertEquals(List.of(rowOfHeron(LAST)), table.rowsOf(HERON));
  }

  /** The source let anybody write anywhere: who has written need not be a member. */
  @Test
  void aGroupThatNoPairHasIsNotGivenToItsSenders() {
    table.delete(rowOfOtter(LAST).key());
    table.delete(rowOfHeron(LAST).key());
    table.delete(BOTH);

    table.found("group-without-rows  MSG#%s  no member has a row of this group".formatted(GROUP));
    table.left(
        "nothing but its messages tells that it is of u-otter and u-heron: put the row DUO#u-heron#u-otter DUO"
            + " with the group_uuid of this group, if it is, and run it again");
    assertEquals(List.of(), table.rowsOf(OTTER));
    assertEquals(List.of(), table.rowsOf(HERON));
  }

  @Test
  void aThirdMemberIsLeftToAPerson() {
    table.put(MessageGroup.showing(LAST, NEWT.uuid(), OTTER));

    table.found(
        "too-many-members  MSG#%s  its rows name 3 members: u-otter, u-heron, u-newt"
            .formatted(GROUP));
    table.left("find out who they are, and delete the rows of who is none");
  }
}
