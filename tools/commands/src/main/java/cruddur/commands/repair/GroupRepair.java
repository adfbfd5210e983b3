package cruddur.commands.repair;

import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.stream.MessageGroupRewriter;
import java.util.List;
import java.util.Optional;

/**
 * Moves a group's rows, one per member, to its newest message. It confirms what the index shows by
 * consistent reads, may run while the stream is processed, and may be repeated.
 */
public final class GroupRepair {

  /** The outcome of a repair. */
  public enum Outcome {
    /** Each known member has one row, which shows the newest message. */
    REPAIRED,
    /** The group has no message with a readable timestamp. */
    NO_MESSAGES,
    /** Neither the index nor the newest message's sender leads to a row of the group. */
    NO_MEMBERS
  }

  private final Rows rows;
  private final MessageGroupRewriter rewriter;

  public GroupRepair(Rows rows) {
    this.rows = rows;
    rewriter = new MessageGroupRewriter(rows);
  }

  /**
   * Repairs a group.
   *
   * @throws cruddur.messaging.port.row.UnreadableRowException if one of its rows cannot be read
   * @throws cruddur.messaging.port.RowsUnavailableException if the table does not respond
   */
  public Outcome repair(String groupUuid) {
    Optional<Message> newest = new NewestMessage(rows).of(groupUuid);
    return newest.isPresent() ? repair(newest.get()) : Outcome.NO_MESSAGES;
  }

  private Outcome repair(Message newest) {
    UserProfile sender = newest.sender();
    GroupRows group = GroupRows.read(rows, newest.groupUuid(), List.of(sender.uuid()));
    for (String member : group.members()) {
      Optional<UserProfile> other =
          Optional.of(sender)
              .filter(user -> group.members().contains(user.uuid()) && !user.uuid().equals(member));
      rewriter.rewriteMember(newest, member, other);
    }
    return group.members().isEmpty() ? Outcome.NO_MEMBERS : Outcome.REPAIRED;
  }
}
