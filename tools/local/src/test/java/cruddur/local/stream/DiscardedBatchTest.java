package cruddur.local.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.local.stream.DiscardedBatch.Condition;
import cruddur.toolkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscardedBatchTest {

  private static final Instant AT = Instant.parse("2026-11-22T13:07:40.123456Z");
  private static final List<ShardRecord> RECORDS =
      List.of(record("800", "2026-11-22T13:07:10.500Z"), record("801", "2026-11-22T13:07:11Z"));

  @Test
  void aFunctionErrorIsReportedAsAwsReportsIt() {
    assertEquals(
        """
        {"requestContext":{"requestId":"r-1","functionArn":"arn:f","condition":"RetryAttemptsExhausted",\
        "approximateInvokeCount":11},\
        "responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"},\
        "version":"1.0","timestamp":"2026-11-22T13:07:40.123Z",\
        "DDBStreamBatchInfo":{"shardId":"shard-1","startSequenceNumber":"800","endSequenceNumber":"801",\
        "approximateArrivalOfFirstRecord":"2026-11-22T13:07:10Z","approximateArrivalOfLastRecord":"2026-11-22T13:07:11Z",\
        "batchSize":2,"streamArn":"arn:s"}}\
        """,
        message(new DiscardedBatch(Condition.RetryAttemptsExhausted, RECORDS, 11, false, AT)));
  }

  @Test
  void aResponseWithItemFailuresIsNotAFunctionError() {
    String message =
        message(new DiscardedBatch(Condition.RetryAttemptsExhausted, RECORDS, 11, true, AT));
    assertEquals(
        "{\"statusCode\":200,\"executedVersion\":\"$LATEST\"}", part(message, "responseContext"));
  }

  @Test
  void recordsThatDidNotReachTheFunctionHaveNoResponse() {
    String message =
        message(new DiscardedBatch(Condition.RecordAgeExceeded, RECORDS, 0, false, AT));
    assertEquals("", part(message, "responseContext"));
    assertEquals(
        "{\"requestId\":\"r-1\",\"functionArn\":\"arn:f\",\"condition\":\"RecordAgeExceeded\",\"approximateInvokeCount\":0}",
        part(message, "requestContext"));
  }

  private static String message(DiscardedBatch batch) {
    return batch.message("r-1", "arn:f", "arn:s", "shard-1").toString();
  }

  private static String part(String message, String name) {
    return Json.parseObject(message.getBytes(StandardCharsets.UTF_8))
        .orElseThrow()
        .path(name)
        .toString();
  }

  private static ShardRecord record(String sequenceNumber, String arrival) {
    return new ShardRecord(sequenceNumber, Instant.parse(arrival), Json.object());
  }
}
