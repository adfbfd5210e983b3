package cruddur.conversation.rows;

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
   * A member's rows of one group, newest first, strongly consistent. It reads all of the member's rows from {@code above}
   * on and costs as much, a page being what DynamoDB reads at once; rows of other groups are left out on the way.
   *
   * @param above only those whose sort key is greater than this; empty for all
   * @param before only those whose sort key is less than this; where an earlier page ended
   */
  record RowsOfMemberInGroup(
      String memberUuid, String groupUuid, Optional<String> above, Optional<String> before)
      implements RowQuery<MessageGroup> {

    /** All rows of the group that the member has. */
    public static RowsOfMemberInGroup all(String memberUuid, String groupUuid) {
      return new RowsOfMemberInGroup(memberUuid, groupUuid, Optional.empty(), Optional.empty());
    }

    /** The group's rows that stand above a sort key. */
    public static RowsOfMemberInGroup above(
        String memberUuid, String groupUuid, String sortKey) {
      return new RowsOfMemberInGroup(memberUuid, groupUuid, Optional.of(sortKey), Optional.empty());
    }
  }

  /**
   * The rows of a group in the index, of all its members. The index lags behind the table, each row on its own, and reads
   * may even go back in time.
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
