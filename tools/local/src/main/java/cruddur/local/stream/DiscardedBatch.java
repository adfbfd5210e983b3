package cruddur.local.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Records that were given up.
 *
 * @param records at least one, in the shard's order
 * @param invocations how often the function was given them, all of them or among others
 * @param answered whether the last invocation was answered rather than failed; of no matter when
 *     there was none
 * @param at when they were given up
 */
record DiscardedBatch(
    Condition condition, List<ShardRecord> records, int invocations, boolean answered, Instant at) {

  /** Why, in AWS's words. */
  enum Condition {
    RetryAttemptsExhausted,
    RecordAgeExceeded
  }

  /**
   * The message that Lambda sends to an on-failure destination; see "Retain discarded records for a
   * DynamoDB event source in Lambda" in its developer guide. The records themselves are not in it.
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
      if (!answered) {
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
