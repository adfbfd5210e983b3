package cruddur.messaging.port.row;

import java.util.Comparator;

/**
 * A conversation as one of its members sees it in his list: one row per member.
 *
 * @param uuid the group's
 * @param memberUuid whose list the row stands in
 * @param other the other member
 * @param lastText the newest message's text; stored cut where the item would grow past one write
 *     unit
 * @param sortKey where the row stands in the list
 * @param lastMessageAt when the newest message was created. It is the sort key but where another
 *     group's row stood there already, and this one had to take a later microsecond
 */
public record MessageGroup(
    String uuid,
    String memberUuid,
    UserProfile other,
    String lastText,
    Timestamp sortKey,
    Timestamp lastMessageAt)
    implements Row {

  /**
   * Rows of one group by the message they show; rows that show the same one by where they stand.
   */
  public static final Comparator<MessageGroup> BY_LAST_MESSAGE =
      Comparator.comparing(MessageGroup::lastMessageAt).thenComparing(MessageGroup::sortKey);

  /** A row that stands at the moment of its newest message. */
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

  /** The same row, moved to another place in the list. */
  public MessageGroup at(Timestamp place) {
    return new MessageGroup(uuid, memberUuid, other, lastText, place, lastMessageAt);
  }
}
