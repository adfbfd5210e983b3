package cruddur.commands.check.group;

import cruddur.commands.check.issue.GroupIssue;
import cruddur.commands.check.issue.KeyText;
import cruddur.commands.check.issue.RepairableIssue;
import cruddur.commands.check.scan.CheckItem.Group;
import cruddur.commands.repair.MemberRepair;
import cruddur.commands.repair.RepairResult;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reports a group that no member has a row of. In the legacy app a sender need not be a member, so
 * the two senders get their rows back only if their pair's row names the group.
 */
record OrphanGroupCheck(Rows rows, MemberRepair repair) {

  RepairableIssue issue(Group group, Message newest) {
    GroupIssue issue = new GroupIssue.GroupWithoutRows(group.groupUuid());
    if (group.senders().size() != 2) {
      return RepairableIssue.manual(issue, "its members are unknown; its messages are kept");
    }
    String one = group.senders().getFirst().uuid();
    String other = group.senders().getLast().uuid();
    RowKey.OfPair users = RowKey.OfPair.of(one, other);
    boolean isTheirs =
        rows.getReadable(users)
            .filter(pair -> pair.groupUuid().equals(group.groupUuid()))
            .isPresent();
    return isTheirs
        ? new RepairableIssue(issue, () -> addRows(newest, one, other, group.senders()))
        : RepairableIssue.manual(
            issue,
            "only its messages suggest that its members are %s and %s: if they are, put the row %s with the group_uuid of this group, and run check again"
                .formatted(one, other, KeyText.of(users)));
  }

  private RepairResult addRows(
      Message newest, String one, String other, List<UserProfile> senders) {
    List<RepairResult> results =
        Stream.of(
                repair.repair(newest, one, other, senders),
                repair.repair(newest, other, one, senders))
            .toList();
    return results.stream()
        .filter(RepairResult.Skipped.class::isInstance)
        .findFirst()
        .orElseGet(results::getFirst);
  }
}
