package cruddur.messaging.port.row;

import java.util.Comparator;

/**
 * One member's row of a message group.
 *
 * @param other the other member, with the names they had when they last sent a message
 * @param last its time differs from the sort key only if another group's row had that key
 * @param sortKey the row's position in the member's list
 */
public record MessageGroup(
    String uuid, String memberUuid, UserProfile other, LastMessage last, Timestamp sortKey)
    implements Row {

  /** Orders rows of one group by the message they show, then by sort key. */
  public static final Comparator<MessageGroup> BY_LAST_MESSAGE =
      Comparator.comparing(MessageGroup::lastMessageAt).thenComparing(MessageGroup::sortKey);

  /**
   * The row of a member that shows this message.
   *
   * @param other the other member; if they sent the message, the row gets their names from it
   */
  public static MessageGroup showing(Message newest, String memberUuid, UserProfile other) {
    UserProfile sender = newest.sender();
    return new MessageGroup(
        newest.groupUuid(),
        memberUuid,
        sender.uuid().equals(other.uuid()) ? sender : other,
        LastMessage.of(newest),
        newest.createdAt());
  }

  public String lastText() {
    return last.text();
  }

  public Timestamp lastMessageAt() {
    return last.createdAt();
  }

  @Override
  public RowKey.OfMessageGroup key() {
    return new RowKey.OfMessageGroup(memberUuid, sortKey.text());
  }

  public MessageGroup at(Timestamp newSortKey) {
    return new MessageGroup(uuid, memberUuid, other, last, newSortKey);
  }
}
