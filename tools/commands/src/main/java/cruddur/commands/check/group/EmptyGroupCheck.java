package cruddur.commands.check.group;

import cruddur.commands.check.issue.GroupIssue;
import cruddur.commands.check.issue.RepairableIssue;
import cruddur.messaging.conversation.Conversations;
import cruddur.messaging.port.RowQuery.MemberSearch;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.MessageGroup;
import java.util.Optional;

/** Checks that a listed group has messages. The row of the lower user uuid reports the issue. */
public record EmptyGroupCheck(Rows rows) {

  public Optional<RepairableIssue> issue(MessageGroup row) {
    if (new Conversations(rows).hasMessages(row.uuid()) || isReportedByOther(row)) {
      return Optional.empty();
    }
    return Optional.of(
        RepairableIssue.manual(
            new GroupIssue.GroupWithoutMessages(row),
            "restore its messages from a backup, or delete the rows of the group"));
  }

  private boolean isReportedByOther(MessageGroup row) {
    return row.other().uuid().compareTo(row.memberUuid()) < 0
        && !rows.allReadable(MemberSearch.ofGroup(row.other().uuid(), row.uuid())).isEmpty();
  }
}
