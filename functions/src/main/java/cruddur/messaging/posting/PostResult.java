package cruddur.messaging.posting;

import cruddur.messaging.port.row.Message;

/**
 * A message as stored, which this post wrote or, if it is not new, an earlier post with its key.
 */
public record PostResult(Message message, boolean isNew) {}
