package cruddur.conversation;

import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.PutCondition;
import cruddur.conversation.rows.PutOutcome;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.Timestamp;
import cruddur.conversation.rows.UserProfile;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Pattern C: a message into an existing group. */
public final class MessageSender {

  private final Rows rows;
  private final Memberships memberships;
  private final Clock clock;
  private final Ids ids;

  public MessageSender(Rows rows, Memberships memberships, Clock clock, Ids ids) {
    this.rows = rows;
    this.memberships = memberships;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Posts a text into a group that the sender is a member of. One request when the membership is
   * known already.
   *
   * <p>Refused with all that is wrong about group and text; then with {@link
   * Refusal#MESSAGE_GROUP_NOT_FOUND} for who is no member.
   */
  public Outcome<Message> send(UserProfile sender, GivenText group, GivenText text) {
    List<Refusal> faults = new ArrayList<>(faultsOfGroup(group));
    faults.addAll(MessageText.faultsOf(text));
    if (!faults.isEmpty()) {
      return Outcome.refused(faults);
    }
    String groupUuid = ((GivenText.Text) group).value();
    if (!memberships.isMember(sender.uuid(), groupUuid)) {
      return Outcome.refused(Refusal.MESSAGE_GROUP_NOT_FOUND);
    }
    return Outcome.accepted(write(sender, groupUuid, ((GivenText.Text) text).value()));
  }

  /** Writes a message of a member; the text is good. Returns it as it stands in the table. */
  Message write(UserProfile sender, String groupUuid, String text) {
    Message message = compose(sender, groupUuid, text);
    while (rows.put(message, new PutCondition.KeyIsFree())
        instanceof PutOutcome.Refused(Message standing)) {
      if (standing.uuid().equals(message.uuid())) {
        // Our own, from a try whose answer was lost.
        return standing;
      }
      message = message.at(message.createdAt().next());
    }
    return message;
  }

  /** A new message of this moment, not yet written. */
  Message compose(UserProfile sender, String groupUuid, String text) {
    return new Message(ids.next(), groupUuid, Timestamp.of(clock.instant()), sender, text);
  }

  private static List<Refusal> faultsOfGroup(GivenText group) {
    return switch (group) {
      case GivenText.Absent() -> List.of(Refusal.MESSAGE_GROUP_BLANK);
      case GivenText.NotText() -> List.of(Refusal.MESSAGE_GROUP_INVALID);
      case GivenText.Text(String uuid) when uuid.isBlank() -> List.of(Refusal.MESSAGE_GROUP_BLANK);
      case GivenText.Text(String uuid) -> List.of();
    };
  }
}
