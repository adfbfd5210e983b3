package cruddur.messaging.port;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import java.util.Optional;

/**
 * A query of one page of rows.
 *
 * @param <R> the type of its rows
 */
public sealed interface RowQuery<R extends Row> {

  /**
   * Messages of a group, newest first, strongly consistent.
   *
   * @param before only those whose sort key is less than this
   * @param limit rows a page
   */
  record Messages(String groupUuid, Optional<String> before, int limit)
      implements RowQuery<Message> {}

  /**
   * A member's rows, newest first, strongly consistent.
   *
   * @param before only those whose sort key is less than this
   * @param limit rows a page
   */
  record GroupsOfMember(String memberUuid, Optional<String> before, int limit)
      implements RowQuery<MessageGroup> {}

  /**
   * A search among all of a member's rows, oldest first, strongly consistent. It reads, and costs,
   * all of them from {@code above} on, a page being what DynamoDB reads at once; a page may be
   * empty though more follow.
   *
   * <p>Oldest first, because rows only ever move forward, the new place being written before the
   * old one is cleared: a row that moves while we read is met at one of its two places, and a "no"
   * can be relied on.
   *
   * @param sought which rows are wanted
   * @param above only those whose sort key is greater than this; empty for all
   */
  record MemberSearch(String memberUuid, MemberFilter sought, Optional<String> above)
      implements RowQuery<MessageGroup> {

    /** Everything of one group that the member has. */
    public static MemberSearch ofGroup(String memberUuid, String groupUuid) {
      return new MemberSearch(memberUuid, new MemberFilter.Group(groupUuid), Optional.empty());
    }

    /** What the member has of one group above a sort key. */
    public static MemberSearch ofGroupAbove(String memberUuid, String groupUuid, String sortKey) {
      return new MemberSearch(memberUuid, new MemberFilter.Group(groupUuid), Optional.of(sortKey));
    }

    /** Everything that the member has with another user. */
    public static MemberSearch withUser(String memberUuid, String otherUuid) {
      return new MemberSearch(
          memberUuid, new MemberFilter.OtherMember(otherUuid), Optional.empty());
    }
  }

  /** What a {@link MemberSearch} looks for. */
  sealed interface MemberFilter {

    /** Rows of this group. */
    record Group(String groupUuid) implements MemberFilter {}

    /** Rows of groups with this user. */
    record OtherMember(String userUuid) implements MemberFilter {}
  }

  /**
   * The rows of a group in the index, of all its members. The index lags behind the table, each row
   * on its own, and reads may even go back in time.
   *
   * @param after where an earlier page ended
   */
  record IndexOfGroup(String groupUuid, Optional<RowKey.OfMessageGroup> after)
      implements RowQuery<MessageGroup> {

    public static IndexOfGroup of(String groupUuid) {
      return new IndexOfGroup(groupUuid, Optional.empty());
    }
  }
}
