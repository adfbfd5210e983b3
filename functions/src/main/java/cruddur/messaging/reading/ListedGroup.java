package cruddur.messaging.reading;

import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;

/**
 * A message group as a member sees it.
 *
 * @param unreadCount messages of others; {@link UnreadCounter#MAX_COUNT} means that or more
 * @param isLastFromMember whether the member sent the last message
 */
public record ListedGroup(
    MessageGroup group, ReadState state, int unreadCount, boolean isLastFromMember) {}
