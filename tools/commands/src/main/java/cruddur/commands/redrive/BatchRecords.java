package cruddur.commands.redrive;

import cruddur.messaging.stream.StreamRecord;
import cruddur.messaging.stream.StreamRecord.Content;
import cruddur.store.dynamodb.item.StreamImages;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads the records of a failed batch from the stream, which keeps them for 24 hours. */
record BatchRecords(DynamoDbStreamsClient streams) {

  /** A page may be empty although more records follow, but not this many in a row. */
  private static final int MAX_EMPTY_PAGES = 50;

  /**
   * Reads the records of the batch's messages. Records of other rows are skipped, as the event
   * source mapping's filter does.
   *
   * @return empty if the stream no longer exists or no longer has all of the records
   */
  Optional<List<StreamRecord>> of(FailedBatch batch) {
    try {
      List<Record> read = readToEndOf(batch);
      return isComplete(read, batch) ? Optional.of(messages(read, batch)) : Optional.empty();
    } catch (TrimmedDataAccessException | ResourceNotFoundException gone) {
      return Optional.empty();
    }
  }

  private List<Record> readToEndOf(FailedBatch batch) {
    List<Record> read = new ArrayList<>();
    Optional<String> iterator = Optional.of(open(batch));
    int emptyPages = 0;
    while (iterator.isPresent() && !reaches(read, batch) && emptyPages < MAX_EMPTY_PAGES) {
      String current = iterator.get();
      GetRecordsResponse page = streams.getRecords(request -> request.shardIterator(current));
      read.addAll(page.records());
      emptyPages = page.records().isEmpty() ? emptyPages + 1 : 0;
      iterator = Optional.ofNullable(page.nextShardIterator());
    }
    return read;
  }

  private String open(FailedBatch batch) {
    return streams
        .getShardIterator(request ->
            request
                .streamArn(batch.streamArn())
                .shardId(batch.shardId())
                .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                .sequenceNumber(batch.first().sequenceNumber()))
        .shardIterator();
  }

  private static boolean isComplete(List<Record> read, FailedBatch batch) {
    return reaches(read, batch)
        && sequenceNumber(read.getFirst()).equals(new BigInteger(batch.first().sequenceNumber()));
  }

  private static boolean reaches(List<Record> read, FailedBatch batch) {
    return !read.isEmpty()
        && sequenceNumber(read.getLast()).compareTo(new BigInteger(batch.last().sequenceNumber()))
            >= 0;
  }

  private static List<StreamRecord> messages(List<Record> read, FailedBatch batch) {
    BigInteger end = new BigInteger(batch.last().sequenceNumber());
    return read.stream()
        .takeWhile(record -> sequenceNumber(record).compareTo(end) <= 0)
        .map(BatchRecords::streamRecord)
        .filter(record -> !(record.content() instanceof Content.Ignored))
        .toList();
  }

  private static BigInteger sequenceNumber(Record record) {
    return new BigInteger(record.dynamodb().sequenceNumber());
  }

  private static StreamRecord streamRecord(Record record) {
    return new StreamRecord(
        record.dynamodb().sequenceNumber(),
        Content.read(
            record.eventNameAsString(),
            () -> StreamImages.message(strings(record.dynamodb().newImage()))));
  }

  private static Map<String, String> strings(Map<String, AttributeValue> image) {
    Map<String, String> strings = new HashMap<>();
    image.forEach(
        (name, value) -> Optional.ofNullable(value.s()).ifPresent(text -> strings.put(name, text)));
    return strings;
  }
}
