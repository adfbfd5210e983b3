package cruddur.local.stream;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;

/**
 * The position LATEST. A mapping on AWS begins there some time after it was created; here it begins
 * where the stream ends at that moment, so that no record after it is missed.
 */
final class LatestPosition {

  private LatestPosition() {}

  /** Moves the checkpoint of each shard to its last record. Does nothing without a stream. */
  static void select(EventSourceMapping.Source source) {
    if (!(source.table().find() instanceof TableStream.Present(String streamArn))) {
      return;
    }
    source.checkpoints().begin(streamArn);
    List<Shard> shards =
        source
            .streams()
            .describeStream(request -> request.streamArn(streamArn))
            .streamDescription()
            .shards();
    for (Shard shard : shards) {
      last(source, streamArn, shard.shardId())
          .ifPresent(record ->
              source.checkpoints().move(streamArn, shard.shardId(), Checkpoint.of(record)));
    }
  }

  private static Optional<Record> last(
      EventSourceMapping.Source source, String streamArn, String shardId) {
    ShardReader reader =
        new ShardReader(
            new ShardReader.Source(source.streams(), streamArn, shardId),
            Optional.empty(),
            () -> true,
            () -> {});
    Optional<Record> last = Optional.empty();
    ShardReader.Page page = reader.read();
    while (!page.records().isEmpty()) {
      last = Optional.of(page.records().getLast());
      page = page.isLast() ? new ShardReader.Page(List.of(), true) : reader.read();
    }
    return last;
  }
}
