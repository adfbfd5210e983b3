package cruddur.local.stream;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads a shard in order, from a checkpoint to its end. */
final class ShardReader {

  /** The records of one read; may be empty although more follow. */
  record Page(List<Record> records, boolean isLast) {}

  private final DynamoDbStreamsClient streams;
  private final String streamArn;
  private final String shardId;
  private Optional<String> lastRead;
  private Optional<String> iterator = Optional.empty();

  /** Creates a reader that begins after the checkpoint, or with the oldest record. */
  ShardReader(
      DynamoDbStreamsClient streams,
      String streamArn,
      String shardId,
      Optional<String> checkpoint) {
    this.streams = streams;
    this.streamArn = streamArn;
    this.shardId = shardId;
    this.lastRead = checkpoint;
  }

  Page read() {
    try {
      return readNext();
    } catch (ExpiredIteratorException e) {
      iterator = Optional.empty();
    } catch (TrimmedDataAccessException e) {
      // Records older than a day are gone. Continue with the oldest one left.
      iterator = Optional.empty();
      lastRead = Optional.empty();
    }
    return readNext();
  }

  private Page readNext() {
    String from = iterator.orElseGet(this::open);
    GetRecordsResponse response = streams.getRecords(request -> request.shardIterator(from));
    List<Record> records = response.records();
    if (!records.isEmpty()) {
      lastRead = Optional.of(records.getLast().dynamodb().sequenceNumber());
    }
    iterator = Optional.ofNullable(response.nextShardIterator());
    return new Page(records, iterator.isEmpty());
  }

  private String open() {
    return streams
        .getShardIterator(request ->
            request
                .streamArn(streamArn)
                .shardId(shardId)
                .shardIteratorType(
                    lastRead.isPresent()
                        ? ShardIteratorType.AFTER_SEQUENCE_NUMBER
                        : ShardIteratorType.TRIM_HORIZON)
                .sequenceNumber(lastRead.orElse(null)))
        .shardIterator();
  }
}
