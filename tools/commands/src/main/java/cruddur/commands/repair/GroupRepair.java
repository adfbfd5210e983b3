package cruddur.commands.repair;

import cruddur.commands.check.GroupRows;
import cruddur.commands.check.NewestMessage;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.stream.MessageGroupRewriter;
import java.util.List;
import java.util.Optional;

/**
 * Brings a group's rows, one per member, to its newest message, as the stream would have done, and
 * trusts nothing that the index shows. It may run beside the stream, and again.
 */
public final class GroupRepair {

  /** What became of a group. */
  public enum Outcome {
    /** Each member who has, or can be given, a row has one, and it shows the newest message. */
    REPAIRED,
    /** The group has no message whose time can be read: there is nothing to show. */
    NO_MESSAGES,
    /** Neither the index nor the newest message's sender has a row of the group. */
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
   * @throws cruddur.messaging.port.UnreadableRowException when one of its rows cannot be read
   * @throws cruddur.messaging.port.RowsUnavailableException when the table does not answer
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
              .filter(writer ->
                  group.members().contains(writer.uuid()) && !writer.uuid().equals(member));
      rewriter.settle(newest, member, other);
    }
    return group.members().isEmpty() ? Outcome.NO_MEMBERS : Outcome.REPAIRED;
  }
}
