package cruddur.local.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A record of a shard.
 *
 * @param arrival when the change was made, as the stream says
 * @param json the record as it stands in the function's event
 */
record ShardRecord(String sequenceNumber, Instant arrival, ObjectNode json) {}
