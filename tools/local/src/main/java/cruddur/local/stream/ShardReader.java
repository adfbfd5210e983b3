package cruddur.local.stream;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads a shard in order, from a checkpoint to its end. If the checkpoint's record is no longer in
 * the stream, it reads all that is left. See docs/design.md, "The local system".
 */
final class ShardReader {

  /** The records of one read; may be empty although more follow. */
  record Page(List<Record> records, boolean isLast) {}

  private static final Page NOTHING_YET = new Page(List.of(), false);
  private static final Page END = new Page(List.of(), true);

  /** The shard to read. */
  record Source(DynamoDbStreamsClient streams, String streamArn, String shardId) {}

  private final Source source;
  private final BooleanSupplier isSealed;
  private final Runnable onLostCheckpoint;
  private Optional<Checkpoint> lastRead;
  private Optional<String> iterator = Optional.empty();

  /** The record behind which the records of the next page are unread. */
  private Optional<Checkpoint> skipped = Optional.empty();

  /**
   * Creates a reader that begins behind the checkpoint, or with the oldest record.
   *
   * @param isSealed whether the shard gets no more records
   * @param onLostCheckpoint called when the record of the last position has left the stream
   */
  ShardReader(
      Source source,
      Optional<Checkpoint> checkpoint,
      BooleanSupplier isSealed,
      Runnable onLostCheckpoint) {
    this.source = source;
    this.lastRead = checkpoint;
    this.isSealed = isSealed;
    this.onLostCheckpoint = onLostCheckpoint;
  }

  Page read() {
    try {
      if (iterator.isEmpty() && !open()) {
        return END;
      }
      return readNext(iterator.orElseThrow());
    } catch (ExpiredIteratorException e) {
      iterator = Optional.empty();
      return NOTHING_YET;
    } catch (TrimmedDataAccessException e) {
      // Either the position was trimmed meanwhile, or no record is left.
      iterator = Optional.empty();
      return lastRead.isEmpty() && isSealed.getAsBoolean() ? END : NOTHING_YET;
    } catch (ResourceNotFoundException e) {
      // The shard or its stream was deleted.
      return END;
    } catch (RuntimeException e) {
      iterator = Optional.empty();
      throw e;
    }
  }

  /** Goes back to a position: the records behind it are read again. */
  void returnTo(Optional<Checkpoint> position) {
    lastRead = position;
    iterator = Optional.empty();
    skipped = Optional.empty();
  }

  Optional<Checkpoint> position() {
    return lastRead;
  }

  private Page readNext(String from) {
    GetRecordsResponse response = records(from, null);
    List<Record> records = unread(response.records());
    if (!records.isEmpty()) {
      lastRead = Optional.of(Checkpoint.of(records.getLast()));
    }
    // The next records of an empty shard may have lower numbers than the iterator.
    iterator =
        lastRead.isEmpty() && response.nextShardIterator() != null
            ? Optional.empty()
            : Optional.ofNullable(response.nextShardIterator());
    return new Page(records, response.nextShardIterator() == null);
  }

  private List<Record> unread(List<Record> records) {
    if (skipped.isEmpty()) {
      return records;
    }
    for (int i = 0; i < records.size(); i++) {
      if (skipped.get().isAt(records.get(i))) {
        skipped = Optional.empty();
        return records.subList(i + 1, records.size());
      }
    }
    return List.of();
  }

  /** Opens an iterator behind the last position. Returns {@code false} at the end of the shard. */
  private boolean open() {
    if (lastRead.isPresent()) {
      Checkpoint position = lastRead.get();
      Optional<GetRecordsResponse> at = at(position);
      if (at.isPresent()) {
        iterator = Optional.ofNullable(at.get().nextShardIterator());
        return iterator.isPresent();
      }
      if (isInStream(position)) {
        skipped = lastRead;
      } else {
        lastRead = Optional.empty();
        onLostCheckpoint.run();
      }
    }
    iterator = Optional.of(oldest());
    return true;
  }

  /** Reads the record of a position; empty if it is not found by its number. */
  private Optional<GetRecordsResponse> at(Checkpoint position) {
    try {
      String start =
          iterator(
              GetShardIteratorRequest.builder()
                  .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                  .sequenceNumber(position.sequenceNumber()));
      return Optional.of(records(start, 1))
          .filter(found -> !found.records().isEmpty() && position.isAt(found.records().getFirst()));
    } catch (TrimmedDataAccessException e) {
      return Optional.empty();
    } catch (ExpiredIteratorException | ResourceNotFoundException e) {
      throw e;
    } catch (AwsServiceException e) {
      if (!isInvalid(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** DynamoDB Local rejects numbers below the shard's first one, which records can have. */
  private static boolean isInvalid(AwsServiceException e) {
    return e.awsErrorDetails() != null
        && "ValidationException".equals(e.awsErrorDetails().errorCode());
  }

  private boolean isInStream(Checkpoint position) {
    try {
      GetRecordsResponse page = records(oldest(), null);
      while (!page.records().isEmpty()) {
        if (page.records().stream().anyMatch(position::isAt)) {
          return true;
        }
        if (page.nextShardIterator() == null) {
          return false;
        }
        page = records(page.nextShardIterator(), null);
      }
      return false;
    } catch (TrimmedDataAccessException e) {
      return false;
    }
  }

  private String oldest() {
    return iterator(
        GetShardIteratorRequest.builder().shardIteratorType(ShardIteratorType.TRIM_HORIZON));
  }

  private String iterator(GetShardIteratorRequest.Builder request) {
    return source
        .streams()
        .getShardIterator(request.streamArn(source.streamArn()).shardId(source.shardId()).build())
        .shardIterator();
  }

  private GetRecordsResponse records(String from, Integer limit) {
    return source.streams().getRecords(request -> request.shardIterator(from).limit(limit));
  }
}
