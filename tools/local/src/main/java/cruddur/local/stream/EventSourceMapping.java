package cruddur.local.stream;

import cruddur.local.lambda.Invocable;
import cruddur.toolkit.template.StreamDefinition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Delivers a table's stream to a function until it is closed. Shards are processed concurrently,
 * their records in order, and a parent before its children. Errors of the stream are retried.
 */
public final class EventSourceMapping implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventSourceMapping.class);

  /** The time between two searches for new shards, and before a retry. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** The stream to read. */
  public record Source(DynamoDbStreamsClient streams, String streamArn, Checkpoints checkpoints) {}

  /** The function to invoke, and the queue for discarded batches. */
  public record Target(String functionArn, Invocable function, InMemoryFailureQueue failures) {}

  private interface Step {
    /** Returns whether to repeat the step. */
    boolean run() throws InterruptedException;
  }

  private final StreamDefinition settings;
  private final Source source;
  private final Target target;
  private final InstantSource clock;
  private final RetryDelays backoff;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> started = new HashSet<>();
  private final Set<String> finished = ConcurrentHashMap.newKeySet();
  private final Semaphore shardFinished = new Semaphore(0);

  private EventSourceMapping(
      StreamDefinition settings,
      Source source,
      Target target,
      InstantSource clock,
      RetryDelays backoff) {
    this.settings = settings;
    this.source = source;
    this.target = target;
    this.clock = clock;
    this.backoff = backoff;
  }

  /**
   * Starts a mapping.
   *
   * @throws IllegalArgumentException if a setting is not supported; the message names it
   */
  public static EventSourceMapping start(
      StreamDefinition settings,
      Source source,
      Target target,
      InstantSource clock,
      RetryDelays backoff) {
    if (settings.parallelizationFactor() != 1) {
      throw new IllegalArgumentException(
          "ParallelizationFactor "
              + settings.parallelizationFactor()
              + " is not supported by the local system, only 1");
    }
    if (!settings.startingPosition().equals("TRIM_HORIZON")) {
      throw new IllegalArgumentException(
          "StartingPosition "
              + settings.startingPosition()
              + " is not supported by the local system, only TRIM_HORIZON");
    }
    new RecordFilter(settings.filterPatterns());
    EventSourceMapping mapping = new EventSourceMapping(settings, source, target, clock, backoff);
    mapping.repeat("The stream's shards", mapping::startShards);
    return mapping;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void repeat(String what, Step step) {
    threads.execute(() -> {
      try {
        repeatUntilDone(what, step);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private void repeatUntilDone(String what, Step step) throws InterruptedException {
    boolean isHealthy = true;
    boolean isUnfinished = true;
    while (isUnfinished && !threads.isShutdown()) {
      try {
        isUnfinished = step.run();
        isHealthy = true;
      } catch (RuntimeException e) {
        if (isHealthy && !threads.isShutdown()) {
          LOG.warn("{} could not be read, retrying: {}", what, e.toString());
        }
        isHealthy = false;
        Thread.sleep(PAUSE);
      }
    }
  }

  private boolean startShards() throws InterruptedException {
    Map<String, Shard> shards = shards();
    for (Shard shard : shards.values()) {
      String parent = shard.parentShardId();
      boolean isReady = parent == null || finished.contains(parent) || !shards.containsKey(parent);
      if (isReady && started.add(shard.shardId())) {
        startShard(shard.shardId());
      }
    }
    shardFinished.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    return true;
  }

  private Map<String, Shard> shards() {
    Map<String, Shard> shards = new HashMap<>();
    Optional<String> after = Optional.empty();
    do {
      String lastSeen = after.orElse(null);
      DescribeStreamResponse page =
          source
              .streams()
              .describeStream(
                  request -> request.streamArn(source.streamArn()).exclusiveStartShardId(lastSeen));
      page.streamDescription().shards().forEach(shard -> shards.put(shard.shardId(), shard));
      after = Optional.ofNullable(page.streamDescription().lastEvaluatedShardId());
    } while (after.isPresent());
    return shards;
  }

  private void startShard(String shardId) {
    Checkpoints checkpoints = source.checkpoints();
    ShardPoller poller =
        new ShardPoller(
            settings,
            new ShardReader(source.streams(), source.streamArn(), shardId, checkpoints.of(shardId)),
            new RecordConverter(source.streamArn()),
            new BatchDelivery(
                settings, target.function(), batch -> discard(batch, shardId), clock, backoff),
            record -> checkpoints.move(shardId, record.sequenceNumber()),
            clock);
    repeat(
        "Shard " + shardId,
        () -> {
          boolean isOpen = poller.poll();
          if (!isOpen) {
            finished.add(shardId);
            shardFinished.release();
          }
          return isOpen;
        });
  }

  private void discard(DiscardedBatch batch, String shardId) {
    if (settings.failureQueue().isPresent()) {
      target
          .failures()
          .send(
              batch.message(
                  UUID.randomUUID().toString(), target.functionArn(), source.streamArn(), shardId));
    }
  }
}
