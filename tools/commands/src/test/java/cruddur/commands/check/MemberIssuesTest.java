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

/** Issues of members without a group row. */
class MemberIssuesTest {

  @AutoClose private final CheckedTable table = CheckedTable.valid();

  @Test
  void aMissingRowGetsTheNameFromTheMessages() {
    table.delete(rowOfHeron(LAST).key());

    table.assertIssue(
        "member-without-row  GRP#u-heron  no row of group %s, of which the user is a member"
            .formatted(GROUP));
    table.assertRepaired("one row shows the newest message");
    assertEquals(List.of(rowOfHeron(LAST)), table.rowsOf(HERON));
  }

  @Test
  void aMissingRowGetsTheNameFromTheProfileIfTheOtherMemberHasNotWritten() {
    table.delete(LAST.key());
    table.delete(rowOfOtter(LAST).key());
    table.delete(rowOfHeron(LAST).key());
    table.put(rowOfHeron(FIRST));

    table.assertIssue(
        "member-without-row  GRP#u-otter  no row of group %s, of which the user is a member"
            .formatted(GROUP));
    table.assertRepaired("one row shows the newest message");
    assertEquals(List.of(rowOfOtter(FIRST)), table.rowsOf(OTTER));
  }

  @Test
  void aMissingRowIsSkippedIfTheOtherMembersNameIsUnknown() {
    table.delete(LAST.key());
    table.delete(rowOfOtter(LAST).key());
    table.delete(rowOfHeron(LAST).key());
    table.put(rowOfHeron(FIRST));
    table.delete(new HandleRow.Owned(HERON).key());
    table.delete(new SignInProfile("s-heron", HERON).key());

    table.assertIssue(
        "member-without-row  GRP#u-otter  no row of group %s, of which the user is a member"
            .formatted(GROUP));
    table.assertSkipped(
        "the profile of the other member, u-heron, does not exist: run sync-profiles, then run check again");
    assertEquals(List.of(), table.rowsOf(OTTER));
  }

  @Test
  void aGroupWithoutRowsIsRestoredToItsPair() {
    table.delete(rowOfOtter(LAST).key());
    table.delete(rowOfHeron(LAST).key());

    table.assertIssue(
        "group-without-rows  MSG#%s  no member has a row of this group".formatted(GROUP));
    table.assertRepaired("one row shows the newest message");
    assertEquals(List.of(rowOfOtter(LAST)), table.rowsOf(OTTER));
    assertEquals(List.of(rowOfHeron(LAST)), table.rowsOf(HERON));
  }

  /** In the legacy app any user could write to any group: a sender need not be a member. */
  @Test
  void aGroupWithoutAPairIsNotRestoredToItsSenders() {
    table.delete(rowOfOtter(LAST).key());
    table.delete(rowOfHeron(LAST).key());
    table.delete(BOTH);

    table.assertIssue(
        "group-without-rows  MSG#%s  no member has a row of this group".formatted(GROUP));
    table.assertSkipped(
        "only its messages suggest that its members are u-otter and u-heron: if they are, put the row DUO#u-heron#u-otter DUO"
            + " with the group_uuid of this group, and run check again");
    assertEquals(List.of(), table.rowsOf(OTTER));
    assertEquals(List.of(), table.rowsOf(HERON));
  }

  @Test
  void aThirdMemberIsSkipped() {
    table.put(MessageGroup.showing(LAST, NEWT.uuid(), OTTER));

    table.assertIssue(
        "too-many-members  MSG#%s  its rows name 3 members: u-otter, u-heron, u-newt"
            .formatted(GROUP));
    table.assertSkipped("find out who the members are, and delete the rows of non-members");
  }
}
