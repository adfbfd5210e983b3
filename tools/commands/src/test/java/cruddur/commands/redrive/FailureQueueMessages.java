package cruddur.commands.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.commands.fixture.TableUnderTest;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Creates messages as Lambda sends them to a failure queue. */
public final class FailureQueueMessages {

  /** The approximate arrival time of all records. */
  public static final String ARRIVAL = "2026-11-22T13:07:40Z";

  private FailureQueueMessages() {}

  /** A batch of the records from {@code first} to {@code last}, inclusive. */
  public static ObjectNode message(String id, TableUnderTest table, Record first, Record last) {
    return message(
        id,
        table.streamArn(),
        table.shardId(),
        first.dynamodb().sequenceNumber(),
        last.dynamodb().sequenceNumber());
  }

  /** A batch of a stream that no longer exists. */
  public static ObjectNode ofDeletedStream(String id, String table) {
    return message(
        id,
        "arn:aws:dynamodb:us-east-1:000000000000:table/"
            + table
            + "/stream/2020-01-01T00:00:00.000",
        "shardId-00000001577836800000-00000000",
        "100000000000000000001",
        "100000000000000000002");
  }

  private static ObjectNode message(
      String id, String streamArn, String shardId, String first, String last) {
    String json =
        """
        {
          "requestContext": {
            "requestId": "%s",
            "functionArn": "arn:aws:lambda:us-east-1:000000000000:function:RewriteMessageGroups:live",
            "condition": "RetryAttemptsExhausted",
            "approximateInvokeCount": 11
          },
          "responseContext": {"statusCode": 200, "executedVersion": "1"},
          "version": "1.0",
          "timestamp": "2026-11-22T13:17:40.123Z",
          "DDBStreamBatchInfo": {
            "shardId": "%s",
            "startSequenceNumber": "%s",
            "endSequenceNumber": "%s",
            "approximateArrivalOfFirstRecord": "%s",
            "approximateArrivalOfLastRecord": "%s",
            "batchSize": 2,
            "streamArn": "%s"
          }
        }
        """
            .formatted(id, shardId, first, last, ARRIVAL, ARRIVAL, streamArn);
    try {
      return (ObjectNode) new JsonMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
