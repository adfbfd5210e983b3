package cruddur.local.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Records that were discarded.
 *
 * @param records at least one, in the shard's order
 * @param invocations how many invocations had these records, among others or alone
 * @param responded whether the last invocation returned a response rather than an error; ignored if
 *     there was none
 * @param at when they were discarded
 */
record DiscardedBatch(
    Condition condition,
    List<ShardRecord> records,
    int invocations,
    boolean responded,
    Instant at) {

  /** The reason, as AWS names it. */
  enum Condition {
    RetryAttemptsExhausted,
    RecordAgeExceeded
  }

  /**
   * The message that Lambda sends to an on-failure destination, which does not contain the records
   * (developer guide, "Retain discarded records for a DynamoDB event source in Lambda").
   */
  ObjectNode message(String requestId, String functionArn, String streamArn, String shardId) {
    ObjectNode message = Json.object();
    message
        .putObject("requestContext")
        .put("requestId", requestId)
        .put("functionArn", functionArn)
        .put("condition", condition.name())
        .put("approximateInvokeCount", invocations);
    if (invocations > 0) {
      ObjectNode response = message.putObject("responseContext");
      response.put("statusCode", 200).put("executedVersion", "$LATEST");
      if (!responded) {
        response.put("functionError", "Unhandled");
      }
    }
    message.put("version", "1.0").put("timestamp", at.truncatedTo(ChronoUnit.MILLIS).toString());
    message
        .putObject("DDBStreamBatchInfo")
        .put("shardId", shardId)
        .put("startSequenceNumber", records.getFirst().sequenceNumber())
        .put("endSequenceNumber", records.getLast().sequenceNumber())
        .put("approximateArrivalOfFirstRecord", seconds(records.getFirst().arrival()))
        .put("approximateArrivalOfLastRecord", seconds(records.getLast().arrival()))
        .put("batchSize", records.size())
        .put("streamArn", streamArn);
    return message;
  }

  private static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
