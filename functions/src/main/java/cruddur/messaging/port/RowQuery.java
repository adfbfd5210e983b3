package cruddur.messaging.port;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.Timestamp;
import java.util.Optional;

/** A query for one page of rows of type {@code R}. */
public sealed interface RowQuery<R extends Row> {

  /** Less than the sort key of every message. */
  String BEFORE_ALL_MESSAGES = "0";

  /** The class of its rows. */
  Class<R> rowType();

  /** Whether its rows are shown with their time, so that one without a time is malformed. */
  default boolean isOfTimedRows() {
    return false;
  }

  /**
   * Newest first, strongly consistent.
   *
   * @param before only sort keys less than this
   * @param limit rows per page
   */
  record Messages(String groupUuid, Optional<String> before, int limit)
      implements RowQuery<Message> {

    /** Less than every character of a timestamp. */
    private static final String END = "!";

    /** The messages up to one of this time, whose sort key has the same form. */
    public static Messages upTo(Timestamp time, String groupUuid, int limit) {
      return new Messages(groupUuid, Optional.of(time.text() + END), limit);
    }

    @Override
    public Class<Message> rowType() {
      return Message.class;
    }

    @Override
    public boolean isOfTimedRows() {
      return true;
    }
  }

  /**
   * The messages after a time, newest first, strongly consistent.
   *
   * @param after only sort keys greater than this
   * @param before the last sort key of the previous page
   * @param limit rows per page
   */
  record NewerMessages(String groupUuid, String after, Optional<String> before, int limit)
      implements RowQuery<Message> {

    /** The messages after a time, or all. */
    public static NewerMessages than(Optional<Timestamp> time, String groupUuid, int limit) {
      String after = time.map(Timestamp::text).orElse(BEFORE_ALL_MESSAGES);
      return new NewerMessages(groupUuid, after, Optional.empty(), limit);
    }

    @Override
    public Class<Message> rowType() {
      return Message.class;
    }

    @Override
    public boolean isOfTimedRows() {
      return true;
    }
  }

  /** Like {@link Messages}. */
  record GroupsOfMember(String memberUuid, Optional<String> before, int limit)
      implements RowQuery<MessageGroup> {

    @Override
    public Class<MessageGroup> rowType() {
      return MessageGroup.class;
    }

    @Override
    public boolean isOfTimedRows() {
      return true;
    }
  }

  /**
   * The read states of a member, strongly consistent, in the order of the groups' uuids.
   *
   * @param after only groups whose uuids are greater than this
   * @param limit rows per page
   */
  record ReadStatesOfMember(String memberUuid, Optional<String> after, int limit)
      implements RowQuery<ReadState> {

    @Override
    public Class<ReadState> rowType() {
      return ReadState.class;
    }
  }

  /**
   * A filtered search, strongly consistent, oldest first: see docs/design.md, "Membership". It
   * reads, and costs, all of the member's rows above a sort key.
   *
   * @param above only sort keys greater than this; empty for all rows
   */
  record MemberSearch(String memberUuid, MemberFilter filter, Optional<String> above)
      implements RowQuery<MessageGroup> {

    public static MemberSearch ofGroup(String memberUuid, String groupUuid) {
      return new MemberSearch(memberUuid, new MemberFilter.Group(groupUuid), Optional.empty());
    }

    public static MemberSearch ofGroupAbove(String memberUuid, String groupUuid, String sortKey) {
      return new MemberSearch(memberUuid, new MemberFilter.Group(groupUuid), Optional.of(sortKey));
    }

    public static MemberSearch withUser(String memberUuid, String otherUuid) {
      return new MemberSearch(
          memberUuid, new MemberFilter.OtherMember(otherUuid), Optional.empty());
    }

    @Override
    public Class<MessageGroup> rowType() {
      return MessageGroup.class;
    }
  }

  /** The primary key of a row in the index, which may be of any type. */
  record IndexPosition(String pk, String sk) {}

  sealed interface MemberFilter {

    record Group(String groupUuid) implements MemberFilter {}

    record OtherMember(String userUuid) implements MemberFilter {}
  }

  /**
   * The rows of all members of a group. The index lags, each row by itself, and a later read may
   * return an older state.
   *
   * @param after the last row of the previous page
   */
  record IndexOfGroup(String groupUuid, Optional<IndexPosition> after)
      implements RowQuery<MessageGroup> {

    public static IndexOfGroup of(String groupUuid) {
      return new IndexOfGroup(groupUuid, Optional.empty());
    }

    @Override
    public Class<MessageGroup> rowType() {
      return MessageGroup.class;
    }
  }
}
