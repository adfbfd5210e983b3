package cruddur.messaging.posting;

import cruddur.messaging.port.row.Message;

/**
 * The result of a successful post.
 *
 * @param message as stored
 * @param isNew whether this post wrote it; {@code false} if it replays an earlier post by its
 *     idempotency key
 */
public record PostResult(Message message, boolean isNew) {}
