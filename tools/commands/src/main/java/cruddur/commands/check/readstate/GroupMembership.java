package cruddur.commands.check.readstate;

import cruddur.commands.repair.GroupRows;
import cruddur.messaging.conversation.Conversations;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.RowKey;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Decides whether the user of a read state is a member of its group. */
record GroupMembership(Rows rows) {

  /** Senders are searched for among this many of the newest messages. */
  private static final int MESSAGES = 20;

  /** What the rows of a group say. */
  enum Result {
    MEMBER,
    NON_MEMBER,
    /** The group has neither members nor messages. */
    NO_GROUP,
    /**
     * The group has messages and no rows, or one of its rows cannot be read. Another check reports
     * it.
     */
    UNKNOWN
  }

  /**
   * One query if the index names the user: it may lag, but membership is never revoked. Otherwise
   * the rows are read consistently, and twice, since they may be moving.
   */
  Result of(RowKey.OfReadState readState) {
    boolean isIndexed =
        rows.allReadable(RowQuery.IndexOfGroup.of(readState.groupUuid())).stream()
            .anyMatch(row -> isNamed(readState.memberUuid(), row));
    if (isIndexed) {
      return Result.MEMBER;
    }
    Result first = read(readState);
    return first == Result.NON_MEMBER || first == Result.NO_GROUP ? read(readState) : first;
  }

  private static boolean isNamed(String userUuid, MessageGroup row) {
    return row.memberUuid().equals(userUuid) || row.other().uuid().equals(userUuid);
  }

  private Result read(RowKey.OfReadState readState) {
    String group = readState.groupUuid();
    Set<String> candidates = new LinkedHashSet<>(Set.of(readState.memberUuid()));
    rows.firstReadable(MESSAGES, new RowQuery.Messages(group, Optional.empty(), MESSAGES))
        .forEach(message -> candidates.add(message.sender().uuid()));
    GroupRows read = GroupRows.readable(rows, group, candidates);
    if (read.members().contains(readState.memberUuid())) {
      return Result.MEMBER;
    }
    if (!read.unreadable().isEmpty()) {
      return Result.UNKNOWN;
    }
    if (!read.members().isEmpty()) {
      return Result.NON_MEMBER;
    }
    return new Conversations(rows).hasMessages(group) ? Result.UNKNOWN : Result.NO_GROUP;
  }
}
