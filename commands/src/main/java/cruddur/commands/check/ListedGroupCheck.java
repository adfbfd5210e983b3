package cruddur.commands.check;

import cruddur.conversation.rows.MessageGroup;
import cruddur.conversation.rows.RowQuery;
import cruddur.conversation.rows.RowQuery.MemberSearch;
import cruddur.conversation.rows.Rows;
import java.util.Optional;

/** A group that is in a list has messages. Told once a group: by the row of the lower uuid. */
record ListedGroupCheck(Rows rows) {

  Optional<Fault> fault(MessageGroup row) {
    if (hasMessages(row.uuid()) || isToldByTheOther(row)) {
      return Optional.empty();
    }
    return Optional.of(
        Fault.beyondRepair(
            new GroupFinding.GroupWithoutMessages(row),
            "restore its messages from a backup, or delete the group's rows"));
  }

  private boolean hasMessages(String groupUuid) {
    return !rows.first(1, new RowQuery.Messages(groupUuid, Optional.empty(), 1)).isEmpty();
  }

  private boolean isToldByTheOther(MessageGroup row) {
    return row.other().uuid().compareTo(row.memberUuid()) < 0
        && !rows.all(MemberSearch.ofGroup(row.other().uuid(), row.uuid())).isEmpty();
  }
}
