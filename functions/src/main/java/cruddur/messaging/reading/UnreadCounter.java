package cruddur.messaging.reading;

import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Timestamp;
import java.util.Optional;

/**
 * Counts the unread messages of a member: those of others that are newer than what the member has
 * read or cleared, and than the newest message that the member has written. See docs/design.md,
 * "Read state".
 */
public final class UnreadCounter {

  /** The highest count. */
  public static final int MAX_COUNT = 100;

  private final Rows rows;

  public UnreadCounter(Rows rows) {
    this.rows = rows;
  }

  /**
   * Adds the count to a group's row. Without a request if the row shows a message that the member
   * has written or seen, else with one query of up to {@link #MAX_COUNT} messages, or of one if
   * only the sender of the last message is unknown.
   */
  public ListedGroup count(MessageGroup row, ReadState state) {
    boolean isFromMember =
        row.last()
            .senderUuid()
            .map(row.memberUuid()::equals)
            .orElseGet(() -> isNewestFromMember(row));
    boolean isRead = isFromMember || state.hasSeen(row.lastMessageAt());
    return new ListedGroup(row, state, isRead ? 0 : newerThan(state.seenUpTo(), row), isFromMember);
  }

  private int newerThan(Optional<Timestamp> seenUpTo, MessageGroup row) {
    int count = 0;
    Optional<RowQuery<Message>> next =
        Optional.of(RowQuery.NewerMessages.than(seenUpTo, row.uuid(), MAX_COUNT));
    while (next.isPresent()) {
      RowPage<Message> page = rows.query(next.get());
      for (Message message : page.rows()) {
        if (message.sender().uuid().equals(row.memberUuid())) {
          return count;
        }
        // A legacy form of a timestamp can be in another order as a string than as a time.
        if (seenUpTo.isEmpty() || message.createdAt().isAfter(seenUpTo.get())) {
          count++;
        }
        if (count == MAX_COUNT) {
          return count;
        }
      }
      next = page.next();
    }
    return count;
  }

  /** Rows of Cruddur's Flask app do not name the sender of the last message. */
  private boolean isNewestFromMember(MessageGroup row) {
    return rows.firstReadable(1, new RowQuery.Messages(row.uuid(), Optional.empty(), 1)).stream()
        .anyMatch(message -> message.sender().uuid().equals(row.memberUuid()));
  }
}
