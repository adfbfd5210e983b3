package cruddur.commands.check;

import cruddur.commands.check.Subject.Conversation;
import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.RowKey;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.UserProfile;
import java.util.List;
import java.util.stream.Stream;

/**
 * A group that is in nobody's list. Who has written need not be a member, since the source let
 * anybody: it is given back to its two senders only where the pair's row says that it is theirs.
 */
record UnlistedGroupCheck(Rows rows, MemberRepair repair) {

  Fault fault(Conversation group, Message newest) {
    GroupFinding finding = new GroupFinding.GroupWithoutRows(group.groupUuid());
    if (group.senders().size() != 2) {
      return Fault.beyondRepair(finding, "nothing tells whose it is; its messages are kept");
    }
    String one = group.senders().getFirst().uuid();
    String other = group.senders().getLast().uuid();
    RowKey.OfPair users = RowKey.OfPair.of(one, other);
    boolean isTheirs =
        rows.get(users).filter(pair -> pair.groupUuid().equals(group.groupUuid())).isPresent();
    return isTheirs
        ? new Fault(finding, () -> giveBack(newest, one, other, group.senders()))
        : Fault.beyondRepair(
            finding,
            "nothing but its messages tells that it is of %s and %s: put the row %s with the group_uuid of this group, if it is, and run it again"
                .formatted(one, other, Keys.of(users)));
  }

  private Mending giveBack(Message newest, String one, String other, List<UserProfile> senders) {
    List<Mending> both =
        Stream.of(
                repair.mend(newest, one, other, senders), repair.mend(newest, other, one, senders))
            .toList();
    return both.stream()
        .filter(Mending.Left.class::isInstance)
        .findFirst()
        .orElseGet(both::getFirst);
  }
}
