package cruddur.local.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * A record of a shard. The sequence number alone does not identify it, because DynamoDB Local
 * numbers from 1 again once it has deleted all records.
 *
 * @param eventId empty in checkpoints of earlier versions
 */
record Checkpoint(String sequenceNumber, Optional<String> eventId) {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,40})(?: (\\S+))?");

  static Checkpoint of(Record record) {
    return new Checkpoint(
        record.dynamodb().sequenceNumber(), Optional.ofNullable(record.eventID()));
  }

  /** Reads the text of a checkpoint; empty if it is not one. */
  static Optional<Checkpoint> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new Checkpoint(matcher.group(1), Optional.ofNullable(matcher.group(2))))
        : Optional.empty();
  }

  boolean isAt(Record record) {
    return record.dynamodb().sequenceNumber().equals(sequenceNumber)
        && (eventId.isEmpty() || eventId.get().equals(record.eventID()));
  }

  String text() {
    return eventId.map(id -> sequenceNumber + " " + id).orElse(sequenceNumber);
  }
}
