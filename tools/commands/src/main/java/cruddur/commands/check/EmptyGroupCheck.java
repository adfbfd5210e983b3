package cruddur.commands.check;

import cruddur.messaging.conversation.Conversations;
import cruddur.messaging.port.RowQuery.MemberSearch;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.MessageGroup;
import java.util.Optional;

/** A group that is in a list has messages. Told once a group: by the row of the lower uuid. */
record EmptyGroupCheck(Rows rows) {

  Optional<RepairableIssue> fault(MessageGroup row) {
    if (new Conversations(rows).hasMessages(row.uuid()) || isToldByTheOther(row)) {
      return Optional.empty();
    }
    return Optional.of(
        RepairableIssue.beyondRepair(
            new GroupIssue.GroupWithoutMessages(row),
            "restore its messages from a backup, or delete the group's rows"));
  }

  private boolean isToldByTheOther(MessageGroup row) {
    return row.other().uuid().compareTo(row.memberUuid()) < 0
        && !rows.all(MemberSearch.ofGroup(row.other().uuid(), row.uuid())).isEmpty();
  }
}
