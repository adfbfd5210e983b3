package cruddur.commands.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Records that Lambda has given up: where they stand in the stream, not the records themselves. See
 * "Retain discarded records for a DynamoDB event source in Lambda" in its developer guide.
 *
 * @param start the sequence number of the first, of {@code end} that of the last
 * @param firstArrival when the first was written, of {@code lastArrival} when the last was; whole
 *     seconds
 */
record FailedBatch(
    String streamArn,
    String shardId,
    String start,
    String end,
    Instant firstArrival,
    Instant lastArrival) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String DIGITS = "\\d+";

  /** Reads the body of an entry; empty when it is none. */
  static Optional<FailedBatch> parse(String body) {
    try {
      JsonNode info = JSON.readTree(body).path("DDBStreamBatchInfo");
      FailedBatch batch =
          new FailedBatch(
              info.path("streamArn").asText(),
              info.path("shardId").asText(),
              info.path("startSequenceNumber").asText(),
              info.path("endSequenceNumber").asText(),
              Instant.parse(info.path("approximateArrivalOfFirstRecord").asText()),
              Instant.parse(info.path("approximateArrivalOfLastRecord").asText()));
      return Optional.of(batch).filter(FailedBatch::isWhole);
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private boolean isWhole() {
    return start.matches(DIGITS)
        && end.matches(DIGITS)
        && !shardId.isEmpty()
        && !tableName().isEmpty();
  }

  /** The table's name in {@code arn:aws:dynamodb:REGION:ACCOUNT:table/NAME/stream/LABEL}. */
  String tableName() {
    String[] parts = streamArn.split("/", -1);
    return parts.length == 4 && parts[2].equals("stream") ? parts[1] : "";
  }
}
