package cruddur.local.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A stream record.
 *
 * @param arrival the approximate time of the change, from the stream
 * @param json the record in the function's event
 */
record ShardRecord(String sequenceNumber, Instant arrival, ObjectNode json) {

  Checkpoint checkpoint() {
    return new Checkpoint(sequenceNumber, Optional.ofNullable(json.path("eventID").textValue()));
  }
}
