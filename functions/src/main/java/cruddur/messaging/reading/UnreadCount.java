package cruddur.messaging.reading;

/**
 * What a member has not read of a message group.
 *
 * @param count messages of others; {@link UnreadCounter#MAX_COUNT} means that or more
 * @param isLastFromMember whether the member sent the last message
 */
public record UnreadCount(int count, boolean isLastFromMember) {}
