package cruddur.commands.redrive;

import cruddur.messaging.stream.StreamRecord;
import cruddur.messaging.stream.StreamRecord.Content;
import cruddur.store.dynamodb.StreamImages;
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

/** The records of a failed batch, as long as the stream has them: for 24 hours. */
record BatchRecords(DynamoDbStreamsClient streams) {

  /** A page may be empty though more follow; beyond so many in a row nothing does. */
  private static final int MOST_EMPTY_PAGES = 50;

  /**
   * Reads the batch's messages. Other rows' records between them are left out, as the mapping's
   * filter does.
   *
   * @return empty when the stream has not all of them any more, or is itself gone
   */
  Optional<List<StreamRecord>> of(FailedBatch batch) {
    try {
      List<Record> read = readToEndOf(batch);
      return isWhole(read, batch) ? Optional.of(messages(read, batch)) : Optional.empty();
    } catch (TrimmedDataAccessException | ResourceNotFoundException gone) {
      return Optional.empty();
    }
  }

  private List<Record> readToEndOf(FailedBatch batch) {
    List<Record> read = new ArrayList<>();
    Optional<String> iterator = Optional.of(open(batch));
    int emptyPages = 0;
    while (iterator.isPresent() && !reaches(read, batch) && emptyPages < MOST_EMPTY_PAGES) {
      String from = iterator.get();
      GetRecordsResponse page = streams.getRecords(request -> request.shardIterator(from));
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
                .sequenceNumber(batch.start()))
        .shardIterator();
  }

  private static boolean isWhole(List<Record> read, FailedBatch batch) {
    return reaches(read, batch) && place(read.getFirst()).equals(new BigInteger(batch.start()));
  }

  private static boolean reaches(List<Record> read, FailedBatch batch) {
    return !read.isEmpty() && place(read.getLast()).compareTo(new BigInteger(batch.end())) >= 0;
  }

  private static List<StreamRecord> messages(List<Record> read, FailedBatch batch) {
    BigInteger end = new BigInteger(batch.end());
    return read.stream()
        .takeWhile(record -> place(record).compareTo(end) <= 0)
        .map(BatchRecords::streamRecord)
        .filter(record -> !(record.content() instanceof Content.Ignored))
        .toList();
  }

  private static BigInteger place(Record record) {
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
