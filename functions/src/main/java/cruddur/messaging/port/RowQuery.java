package cruddur.messaging.port;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import java.util.Optional;

/**
 * A query for one page of rows.
 *
 * @param <R> the type of the rows
 */
public sealed interface RowQuery<R extends Row> {

  /**
   * Messages of a group, newest first, strongly consistent.
   *
   * @param before only sort keys less than this
   * @param limit rows per page
   */
  record Messages(String groupUuid, Optional<String> before, int limit)
      implements RowQuery<Message> {}

  /**
   * Rows of a member, newest first, strongly consistent.
   *
   * @param before only sort keys less than this
   * @param limit rows per page
   */
  record GroupsOfMember(String memberUuid, Optional<String> before, int limit)
      implements RowQuery<MessageGroup> {}

  /**
   * A filtered search of a member's rows, strongly consistent. It reads, and costs, all rows above
   * the given sort key.
   *
   * <p>Oldest first: rows only move forward, and the new row is written before the old one is
   * deleted. So a row that moves during the search is found at one of its two keys.
   *
   * @param above only sort keys greater than this; empty for all rows
   */
  record MemberSearch(String memberUuid, MemberFilter filter, Optional<String> above)
      implements RowQuery<MessageGroup> {

    /** The member's rows of one group. */
    public static MemberSearch ofGroup(String memberUuid, String groupUuid) {
      return new MemberSearch(memberUuid, new MemberFilter.Group(groupUuid), Optional.empty());
    }

    /** The member's rows of one group above a sort key. */
    public static MemberSearch ofGroupAbove(String memberUuid, String groupUuid, String sortKey) {
      return new MemberSearch(memberUuid, new MemberFilter.Group(groupUuid), Optional.of(sortKey));
    }

    /** The member's rows with another user. */
    public static MemberSearch withUser(String memberUuid, String otherUuid) {
      return new MemberSearch(
          memberUuid, new MemberFilter.OtherMember(otherUuid), Optional.empty());
    }
  }

  /** Selects the rows of a {@link MemberSearch}. */
  sealed interface MemberFilter {

    /** Rows of this group. */
    record Group(String groupUuid) implements MemberFilter {}

    /** Rows of groups with this user. */
    record OtherMember(String userUuid) implements MemberFilter {}
  }

  /**
   * The rows of all members of a group, from the index. The index lags behind the table, each row
   * by itself, and a later read may return an older state.
   *
   * @param after the last row of the previous page
   */
  record IndexOfGroup(String groupUuid, Optional<RowKey.OfMessageGroup> after)
      implements RowQuery<MessageGroup> {

    public static IndexOfGroup of(String groupUuid) {
      return new IndexOfGroup(groupUuid, Optional.empty());
    }
  }
}
