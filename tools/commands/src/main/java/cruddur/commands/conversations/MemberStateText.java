package cruddur.commands.conversations;

import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.reading.ListedGroup;
import cruddur.messaging.reading.UnreadCounter;

/** Formats the read state of a member. */
final class MemberStateText {

  private MemberStateText() {}

  /** Such as {@code read}, {@code 3 unread}, {@code hidden, 99+ unread} or {@code cleared}. */
  static String of(ListedGroup listed) {
    return of(listed.state(), listed.group().lastMessageAt(), listed.unreadCount());
  }

  /** The same of a conversation whose last message has this time. */
  static String of(ReadState state, Timestamp lastMessageAt, int unreadCount) {
    if (state.hasCleared(lastMessageAt)) {
      return "cleared";
    }
    return state.hasHidden(lastMessageAt) ? "hidden, " + unread(unreadCount) : unread(unreadCount);
  }

  private static String unread(int count) {
    if (count == 0) {
      return "read";
    }
    return count < UnreadCounter.MAX_COUNT
        ? count + " unread"
        : UnreadCounter.MAX_COUNT - 1 + "+ unread";
  }
}
