package cruddur.messaging.posting;

import cruddur.messaging.port.row.Message;

/**
 * A message as stored, which this post wrote or, if it is not new, an earlier post with its key.
 * The response does not show which; the simulation's tests check that no message is new twice.
 */
public record PostResult(Message message, boolean isNew) {}
