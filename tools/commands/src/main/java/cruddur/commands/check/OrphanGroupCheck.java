package cruddur.commands.check;

import cruddur.commands.check.CheckItem.Conversation;
import cruddur.commands.repair.MemberRepair;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import java.util.List;
import java.util.stream.Stream;

/**
 * A group that is in nobody's list. Who has written need not be a member, since the source let
 * anybody: it is given back to its two senders only where the pair's row says that it is theirs.
 */
record OrphanGroupCheck(Rows rows, MemberRepair repair) {

  RepairableIssue fault(Conversation group, Message newest) {
    GroupIssue finding = new GroupIssue.GroupWithoutRows(group.groupUuid());
    if (group.senders().size() != 2) {
      return RepairableIssue.beyondRepair(
          finding, "nothing tells whose it is; its messages are kept");
    }
    String one = group.senders().getFirst().uuid();
    String other = group.senders().getLast().uuid();
    RowKey.OfPair users = RowKey.OfPair.of(one, other);
    boolean isTheirs =
        rows.get(users).filter(pair -> pair.groupUuid().equals(group.groupUuid())).isPresent();
    return isTheirs
        ? new RepairableIssue(finding, () -> giveBack(newest, one, other, group.senders()))
        : RepairableIssue.beyondRepair(
            finding,
            "nothing but its messages tells that it is of %s and %s: put the row %s with the group_uuid of this group, if it is, and run it again"
                .formatted(one, other, KeyText.of(users)));
  }

  private RepairResult giveBack(
      Message newest, String one, String other, List<UserProfile> senders) {
    List<RepairResult> both =
        Stream.of(
                repair.mend(newest, one, other, senders), repair.mend(newest, other, one, senders))
            .toList();
    return both.stream()
        .filter(RepairResult.Skipped.class::isInstance)
        .findFirst()
        .orElseGet(both::getFirst);
  }
}
