package cruddur.local.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A stream that can do what DynamoDB Local cannot: shards that end and have children, iterators
 * that expire, and trimmed records. Records are numbered; an iterator is a shard's id and an index;
 * each read returns one record.
 */
final class ScriptedStream implements DynamoDbStreamsClient {

  private record Content(String parent, List<Integer> numbers, boolean isClosed) {}

  private final Map<String, Content> shards = new LinkedHashMap<>();
  private int firstKept = 0;
  private boolean isNextIteratorExpired;
  private Optional<RuntimeException> failure = Optional.empty();
  private Instant created = Instant.now();

  synchronized void shard(String id, String parent, boolean isClosed, int first, int last) {
    shards.put(
        id,
        new Content(
            parent,
            new ArrayList<>(IntStream.rangeClosed(first, last).boxed().toList()),
            isClosed));
  }

  synchronized void add(String shardId, int number) {
    shards.get(shardId).numbers().add(number);
  }

  synchronized void expireIterators() {
    isNextIteratorExpired = true;
  }

  /** Makes reads of records fail until this is called with an empty failure. */
  synchronized void fail(Optional<RuntimeException> withFailure) {
    failure = withFailure;
  }

  synchronized void createdAt(Instant instant) {
    created = instant;
  }

  /** Deletes all records; the next one added gets any number. */
  synchronized void deleteRecords(String shardId) {
    shards.get(shardId).numbers().clear();
  }

  synchronized void trimBefore(int number) {
    firstKept = number;
  }

  @Override
  public synchronized DescribeStreamResponse describeStream(DescribeStreamRequest request) {
    // Each page has one shard.
    List<String> ids = new ArrayList<>(shards.keySet());
    int next = ids.indexOf(request.exclusiveStartShardId()) + 1;
    String id = ids.get(next);
    Shard shard = Shard.builder().shardId(id).parentShardId(shards.get(id).parent()).build();
    return DescribeStreamResponse.builder()
        .streamDescription(stream ->
            stream
                .creationRequestDateTime(created)
                .shards(shard)
                .lastEvaluatedShardId(next + 1 < ids.size() ? id : null))
        .build();
  }

  @Override
  public synchronized GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
    int from = 0;
    if (request.shardIteratorType() == ShardIteratorType.AT_SEQUENCE_NUMBER) {
      int at = Integer.parseInt(request.sequenceNumber());
      if (at < firstKept) {
        throw TrimmedDataAccessException.builder().message("trimmed").build();
      }
      from =
          (int) shards.get(request.shardId()).numbers().stream().filter(each -> each < at).count();
    }
    return GetShardIteratorResponse.builder().shardIterator(request.shardId() + " " + from).build();
  }

  @Override
  public synchronized GetRecordsResponse getRecords(GetRecordsRequest request) {
    if (failure.isPresent()) {
      throw failure.get();
    }
    if (isNextIteratorExpired) {
      isNextIteratorExpired = false;
      throw ExpiredIteratorException.builder().message("expired").build();
    }
    String[] iterator = request.shardIterator().split(" ");
    Content shard = shards.get(iterator[0]);
    int index = Integer.parseInt(iterator[1]);
    while (index < shard.numbers().size() && shard.numbers().get(index) < firstKept) {
      index++;
    }
    if (index == shard.numbers().size()) {
      String next = shard.isClosed() ? null : iterator[0] + " " + index;
      return GetRecordsResponse.builder().records(List.of()).nextShardIterator(next).build();
    }
    return GetRecordsResponse.builder()
        .records(record(shard.numbers().get(index)))
        .nextShardIterator(iterator[0] + " " + (index + 1))
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}

  private static Record record(int number) {
    return Record.builder()
        .eventName("INSERT")
        .dynamodb(change ->
            change
                .sequenceNumber(Integer.toString(number))
                .approximateCreationDateTime(Instant.now())
                .streamViewType("NEW_IMAGE")
                .keys(Map.of()))
        .build();
  }
}
