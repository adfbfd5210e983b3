package cruddur.commands.conversations;

import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.reading.ListedGroup;
import cruddur.messaging.reading.UnreadCounter;

/** Formats what a member has read of a conversation, and whether they have put it away. */
final class MemberState {

  private MemberState() {}

  /** Such as {@code read}, {@code 3 unread}, {@code hidden, 99+ unread} or {@code cleared}. */
  static String of(ListedGroup listed) {
    MessageGroup group = listed.group();
    ReadState state = listed.state();
    if (state.hasCleared(group.lastMessageAt())) {
      return "cleared";
    }
    return state.hasHidden(group.lastMessageAt())
        ? "hidden, " + unread(listed.unreadCount())
        : unread(listed.unreadCount());
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
