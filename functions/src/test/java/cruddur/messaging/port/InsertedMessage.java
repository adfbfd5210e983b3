package cruddur.messaging.port;

import cruddur.messaging.port.row.Message;

/**
 * A record of the stream of {@link MemoryRows} that the filter of the stream admits.
 *
 * @param sequenceNumber the position in the stream, from 0, without gaps
 * @param message the new image
 */
public record InsertedMessage(int sequenceNumber, Message message) {}
