package cruddur.messaging.port.row;

import java.util.Comparator;

/**
 * A message group in the list of one member: one row per member.
 *
 * @param memberUuid the member whose list the row belongs to
 * @param other the other member
 * @param lastText the newest message's text; stored truncated if the item would exceed one write
 *     unit
 * @param sortKey the row's position in the list
 * @param lastMessageAt when the newest message was created; differs from the sort key only if
 *     another group's row had that sort key, so that this row had to take a later microsecond
 */
public record MessageGroup(
    String uuid,
    String memberUuid,
    UserProfile other,
    String lastText,
    Timestamp sortKey,
    Timestamp lastMessageAt)
    implements Row {

  /** Orders rows of one group by the message they show, then by sort key. */
  public static final Comparator<MessageGroup> BY_LAST_MESSAGE =
      Comparator.comparing(MessageGroup::lastMessageAt).thenComparing(MessageGroup::sortKey);

  /** A row whose sort key is the time of its newest message. */
  public static MessageGroup showing(Message newest, String memberUuid, UserProfile other) {
    return new MessageGroup(
        newest.groupUuid(),
        memberUuid,
        other,
        newest.text(),
        newest.createdAt(),
        newest.createdAt());
  }

  @Override
  public RowKey.OfMessageGroup key() {
    return new RowKey.OfMessageGroup(memberUuid, sortKey.text());
  }

  /** The same row with another sort key. */
  public MessageGroup at(Timestamp newSortKey) {
    return new MessageGroup(uuid, memberUuid, other, lastText, newSortKey, lastMessageAt);
  }
}
