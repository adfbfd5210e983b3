package cruddur.local.stream;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads a shard from a checkpoint to its end, in order. Every read goes on behind the one before.
 */
final class ShardReader {

  /** What was read; may be empty though more follow. */
  record Page(List<Record> records, boolean isLast) {}

  private final DynamoDbStreamsClient streams;
  private final String streamArn;
  private final String shardId;
  private Optional<String> lastRead;
  private Optional<String> iterator = Optional.empty();

  /** A reader that begins behind the checkpoint, or with the oldest record there is. */
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
      return readOn();
    } catch (ExpiredIteratorException e) {
      iterator = Optional.empty();
    } catch (TrimmedDataAccessException e) {
      // What stood behind the checkpoint is older than a day, and gone.
      iterator = Optional.empty();
      lastRead = Optional.empty();
    }
    return readOn();
  }

  private Page readOn() {
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
