package cruddur.messaging.reading;

import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;

/** A message group as a member sees it. */
public record ListedGroup(MessageGroup group, ReadState state, UnreadCount unread) {

  /** Messages of others; {@link UnreadCounter#MAX_COUNT} means that or more. */
  public int unreadCount() {
    return unread.count();
  }

  /** Whether the member sent the last message. */
  public boolean isLastFromMember() {
    return unread.isLastFromMember();
  }
}
