package cruddur.commands.redrive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import cruddur.commands.redrive.FailedBatch.Position;
import cruddur.messaging.stream.StreamRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Responses that DynamoDB Local's stream never gives: trimmed records, and many pages. */
class BatchRecordsTest {

  private static final FailedBatch BATCH =
      new FailedBatch(
          "arn", "shard", new Position("8", Instant.EPOCH), new Position("11", Instant.EPOCH));

  private final DynamoDbStreamsClient streams = mock();

  @Test
  void aTrimmedBatchIsEmpty() {
    respondWith(page("next"));
    doThrow(TrimmedDataAccessException.builder().message("trimmed").build())
        .when(streams)
        .getRecords(BatchRecordsTest.<GetRecordsRequest.Builder>anyRequest());

    assertEquals(Optional.empty(), new BatchRecords(streams).of(BATCH));
  }

  @Test
  void aBatchOnSeveralPagesIsReadToItsEnd() {
    respondWith(page("a", 8, 9), page("b"), page("c", 10, 11, 12), page(null, 13));

    assertEquals(Optional.of(List.of("8", "9", "10", "11")), sequenceNumbers());
  }

  @Test
  void aBatchWhoseFirstRecordIsMissingIsEmpty() {
    respondWith(page(null, 9, 10, 11));

    assertEquals(Optional.empty(), sequenceNumbers());
  }

  @Test
  void aBatchWhoseLastRecordIsMissingIsEmpty() {
    respondWith(page("a", 8, 9), page(null));

    assertEquals(Optional.empty(), sequenceNumbers());
  }

  @Test
  void readingStopsAfterManyEmptyPages() {
    respondWith(page("a", 8), page("a"));

    assertEquals(Optional.empty(), sequenceNumbers());
  }

  private Optional<List<String>> sequenceNumbers() {
    return new BatchRecords(streams)
        .of(BATCH)
        .map(records -> records.stream().map(StreamRecord::sequenceNumber).toList());
  }

  /** The last page is repeated. */
  private void respondWith(GetRecordsResponse... pages) {
    doReturn(GetShardIteratorResponse.builder().shardIterator("first").build())
        .when(streams)
        .getShardIterator(BatchRecordsTest.<GetShardIteratorRequest.Builder>anyRequest());
    doReturn(pages[0], Stream.of(pages).skip(1).toArray())
        .when(streams)
        .getRecords(BatchRecordsTest.<GetRecordsRequest.Builder>anyRequest());
  }

  private static <B> Consumer<B> anyRequest() {
    return any();
  }

  private static GetRecordsResponse page(String next, int... sequenceNumbers) {
    return GetRecordsResponse.builder()
        .records(Arrays.stream(sequenceNumbers).mapToObj(BatchRecordsTest::message).toList())
        .nextShardIterator(next)
        .build();
  }

  private static Record message(int sequenceNumber) {
    Map<String, AttributeValue> image =
        Map.of("pk", AttributeValue.fromS("MSG#g"), "sk", AttributeValue.fromS("unreadable"));
    return Record.builder()
        .eventName("INSERT")
        .dynamodb(change -> change.sequenceNumber(Integer.toString(sequenceNumber)).newImage(image))
        .build();
  }
}
