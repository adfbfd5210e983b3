package cruddur.commands.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The location of a batch that Lambda has discarded. The records themselves are in the stream. See
 * "Retain discarded records for a DynamoDB event source in Lambda" in Lambda's developer guide.
 */
record FailedBatch(String streamArn, String shardId, Position first, Position last) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String DIGITS = "\\d+";

  /**
   * The position of a record in its shard.
   *
   * @param arrival approximately when the record was written, in whole seconds
   */
  record Position(String sequenceNumber, Instant arrival) {}

  /** Parses the body of an entry; empty if it does not describe a batch. */
  static Optional<FailedBatch> parse(String body) {
    try {
      JsonNode info = JSON.readTree(body).path("DDBStreamBatchInfo");
      FailedBatch batch =
          new FailedBatch(
              info.path("streamArn").asText(),
              info.path("shardId").asText(),
              new Position(
                  info.path("startSequenceNumber").asText(),
                  Instant.parse(info.path("approximateArrivalOfFirstRecord").asText())),
              new Position(
                  info.path("endSequenceNumber").asText(),
                  Instant.parse(info.path("approximateArrivalOfLastRecord").asText())));
      return Optional.of(batch).filter(FailedBatch::isComplete);
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private boolean isComplete() {
    return first.sequenceNumber().matches(DIGITS)
        && last.sequenceNumber().matches(DIGITS)
        && !shardId.isEmpty()
        && !tableName().isEmpty();
  }

  /** The table's name in {@code arn:aws:dynamodb:REGION:ACCOUNT:table/NAME/stream/LABEL}. */
  String tableName() {
    String[] parts = streamArn.split("/", -1);
    return parts.length == 4 && parts[2].equals("stream") ? parts[1] : "";
  }
}
