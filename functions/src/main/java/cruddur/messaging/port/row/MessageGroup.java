package cruddur.messaging.port.row;

import java.util.Comparator;

/**
 * One member's row of a message group.
 *
 * @param lastText the newest message's text; stored truncated, so that the item is one write unit
 * @param sortKey the row's position in the member's list
 * @param lastMessageAt differs from the sort key only if another group's row had that key
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

  public MessageGroup at(Timestamp newSortKey) {
    return new MessageGroup(uuid, memberUuid, other, lastText, newSortKey, lastMessageAt);
  }
}
