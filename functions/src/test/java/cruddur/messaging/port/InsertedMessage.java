package cruddur.messaging.port;

import cruddur.messaging.port.row.Message;

/**
 * A record of the stream of {@link MemoryRows}, as the stream's filter lets it through.
 *
 * @param sequenceNumber its place in the stream, from 0, without gaps
 * @param message the new image
 */
public record InsertedMessage(int sequenceNumber, Message message) {}
