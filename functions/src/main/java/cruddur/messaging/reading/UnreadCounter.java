package cruddur.messaging.reading;

import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.RowReader;
import cruddur.messaging.port.row.LastMessage;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts the unread messages of a member: those of others that are newer than what the member has
 * read or cleared, and than the newest message that the member has written, and not newer than the
 * last message that the group's row shows. See docs/design.md, "Read state".
 */
public final class UnreadCounter {

  /** The highest count. */
  public static final int MAX_COUNT = 100;

  private final RowReader rows;

  public UnreadCounter(RowReader rows) {
    this.rows = rows;
  }

  /**
   * Counts the unread messages of a group up to the last one that its row shows. Without a request
   * if the member has written or seen that one, else with one query of up to {@link #MAX_COUNT}
   * messages, and more while the stream lags behind by so many. If the row does not name the
   * sender, a read group takes a query of one message.
   *
   * @param last as the row shows it
   * @param state of the member and the group
   */
  public UnreadCount count(LastMessage last, ReadState state) {
    Optional<Boolean> isFromMember = last.senderUuid().map(state.memberUuid()::equals);
    if (isFromMember.orElse(false)) {
      return new UnreadCount(0, true);
    }
    if (state.hasSeen(last.createdAt())) {
      return new UnreadCount(0, isFromMember.orElseGet(() -> isStoredFromMember(last, state)));
    }
    List<Message> newer = newerThanSeen(last, state);
    return new UnreadCount(
        unread(newer, last, state),
        isFromMember
            .or(() -> isFromMember(last, newer, state))
            .orElseGet(() -> isStoredFromMember(last, state)));
  }

  /**
   * The messages that are newer than what the member has seen, newest first, down to the newest one
   * of the member or until enough of them are unread.
   */
  private List<Message> newerThanSeen(LastMessage last, ReadState state) {
    List<Message> newer = new ArrayList<>();
    int unread = 0;
    Optional<RowQuery<Message>> next =
        Optional.of(RowQuery.NewerMessages.than(state.seenUpTo(), state.groupUuid(), MAX_COUNT));
    while (next.isPresent()) {
      RowPage<Message> page = rows.query(next.get());
      for (Message message : page.rows()) {
        newer.add(message);
        if (isFrom(state, message)) {
          return newer;
        }
        if (isUnread(message, last, state) && ++unread == MAX_COUNT) {
          return newer;
        }
      }
      next = page.next();
    }
    return newer;
  }

  private static int unread(List<Message> newer, LastMessage last, ReadState state) {
    Optional<Timestamp> own =
        newer.stream().filter(message -> isFrom(state, message)).map(Message::createdAt).findAny();
    return (int)
        newer.stream()
            .filter(message -> !isFrom(state, message) && isUnread(message, last, state))
            .filter(message -> own.isEmpty() || isLater(message.createdAt(), own.get()))
            .count();
  }

  /** Whether a message of another member is unread, by times alone. */
  private static boolean isUnread(Message message, LastMessage last, ReadState state) {
    return !state.hasSeen(message.createdAt()) && !isLater(message.createdAt(), last.createdAt());
  }

  /** Whether the member sent the last message, if it is among these. */
  private static Optional<Boolean> isFromMember(
      LastMessage last, List<Message> messages, ReadState state) {
    return messages.stream()
        .filter(message -> message.createdAt().equals(last.createdAt()))
        .map(message -> isFrom(state, message))
        .findFirst();
  }

  /** Rows of Cruddur's Flask app do not name the sender of the last message. */
  private boolean isStoredFromMember(LastMessage last, ReadState state) {
    RowQuery.Messages query = RowQuery.Messages.upTo(last.createdAt(), state.groupUuid(), 1);
    return rows.firstReadable(1, query).stream().anyMatch(message -> isFrom(state, message));
  }

  private static boolean isFrom(ReadState state, Message message) {
    return message.sender().uuid().equals(state.memberUuid());
  }

  /** By time alone: one time has several legacy forms, which are in another order as strings. */
  private static boolean isLater(Timestamp one, Timestamp other) {
    return one.instant().isAfter(other.instant());
  }
}
