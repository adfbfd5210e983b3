package cruddur.local.stream;

import cruddur.toolkit.template.StreamDefinition;
import java.time.Duration;
import java.time.Instant;
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
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;

/**
 * Reads one stream. Shards are processed concurrently, their records in order, and a parent before
 * its children.
 */
final class StreamReading implements AutoCloseable {

  /** The time between two searches for new shards. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** How long DynamoDB keeps stream records. */
  private static final Duration RETENTION = Duration.ofHours(24);

  /**
   * @param continues whether the stream may have been read before, by an earlier process
   */
  record Environment(
      StreamObserver observer, EventSourceMapping.Timing timing, boolean continues) {}

  private final String streamArn;
  private final StreamDefinition settings;
  private final EventSourceMapping.Source source;
  private final EventSourceMapping.Target target;
  private final Environment environment;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> started = new HashSet<>();
  private final Set<String> finished = ConcurrentHashMap.newKeySet();
  private final AtomicInteger missed = new AtomicInteger();
  private final Semaphore shardFinished = new Semaphore(0);

  private volatile Map<String, Shard> shards = Map.of();
  private volatile Instant created = Instant.MAX;

  private StreamReading(
      String streamArn,
      StreamDefinition settings,
      EventSourceMapping.Source source,
      EventSourceMapping.Target target,
      Environment environment) {
    this.streamArn = streamArn;
    this.settings = settings;
    this.source = source;
    this.target = target;
    this.environment = environment;
  }

  /** Starts to read a stream at its checkpoints, or else at its beginning. */
  static StreamReading start(
      String streamArn,
      StreamDefinition settings,
      EventSourceMapping.Source source,
      EventSourceMapping.Target target,
      Environment environment) {
    StreamReading reading = new StreamReading(streamArn, settings, source, target, environment);
    Optional<String> unusable = source.checkpoints().begin(streamArn);
    if (environment.continues()) {
      unusable.ifPresent(
          line -> environment.observer().say(line + " The stream is read from its oldest record."));
    }
    reading.repeat("Reading the stream", reading::startShards);
    return reading;
  }

  String streamArn() {
    return streamArn;
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

  private void repeat(String what, RetryingLoop.Step step) {
    RetryingLoop loop = new RetryingLoop(what, environment.observer()::say, RetryingLoop::backOff);
    threads.execute(() -> {
      try {
        loop.run(step, threads::isShutdown);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private boolean startShards() throws InterruptedException {
    Map<String, Shard> found = describe();
    shards = found;
    for (Shard shard : found.values()) {
      String parent = shard.parentShardId();
      boolean isRoot = parent == null || !found.containsKey(parent);
      if ((isRoot || finished.contains(parent)) && started.add(shard.shardId())) {
        startShard(shard, isRoot);
      }
    }
    shardFinished.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    return true;
  }

  private Map<String, Shard> describe() {
    Map<String, Shard> found = new HashMap<>();
    Optional<String> after = Optional.empty();
    do {
      String lastSeen = after.orElse(null);
      DescribeStreamResponse page =
          source
              .streams()
              .describeStream(
                  request -> request.streamArn(streamArn).exclusiveStartShardId(lastSeen));
      StreamDescription description = page.streamDescription();
      Optional.ofNullable(description.creationRequestDateTime()).ifPresent(at -> created = at);
      description.shards().forEach(shard -> found.put(shard.shardId(), shard));
      after = Optional.ofNullable(description.lastEvaluatedShardId());
    } while (after.isPresent());
    return found;
  }

  private void startShard(Shard shard, boolean isRoot) {
    String shardId = shard.shardId();
    Optional<Checkpoint> checkpoint = source.checkpoints().of(shardId);
    if (hasDescendantWithCheckpoint(shardId)) {
      finish(shardId);
      return;
    }
    if (isRoot && checkpoint.isEmpty()) {
      positionLost();
    }
    ShardPoller poller =
        new ShardPoller(
            settings,
            new ShardReader(
                new ShardReader.Source(source.streams(), streamArn, shardId),
                checkpoint,
                () -> isSealed(shardId),
                this::positionLost),
            new RecordConverter(streamArn, environment.timing().clock()),
            new BatchDelivery(
                settings,
                target.function(),
                batch -> discard(batch, shardId),
                environment.timing().clock(),
                environment.timing().delays()),
            record -> source.checkpoints().move(streamArn, shardId, record.checkpoint()),
            environment.timing().clock());
    repeat(
        "Shard " + shardId,
        () -> {
          boolean isOpen = poller.poll();
          if (!isOpen) {
            finish(shardId);
          }
          return isOpen;
        });
  }

  private void finish(String shardId) {
    finished.add(shardId);
    shardFinished.release();
  }

  /** A shard is read to its end before its children. */
  private boolean hasDescendantWithCheckpoint(String shardId) {
    return shards.values().stream()
        .filter(shard -> shardId.equals(shard.parentShardId()))
        .map(Shard::shardId)
        .anyMatch(child ->
            source.checkpoints().of(child).isPresent() || hasDescendantWithCheckpoint(child));
  }

  private boolean isSealed(String shardId) {
    Shard shard = describe().get(shardId);
    return shard == null
        || (shard.sequenceNumberRange() != null
            && shard.sequenceNumberRange().endingSequenceNumber() != null);
  }

  /** All that is in the stream is read. Older records may never have been. */
  private void positionLost() {
    Instant now = environment.timing().clock().instant();
    if (created.isBefore(now.minus(RETENTION))) {
      missed(
          "Records are deleted from the stream after 24 hours, and some may not have been processed. The stream is read from its oldest record.");
    }
  }

  private void discard(DiscardedBatch batch, String shardId) {
    if (batch.condition() == DiscardedBatch.Condition.RecordAgeExceeded
        && batch.invocations() == 0) {
      missed("Stream records were too old to be processed, because nothing ran in the meantime.");
    }
    if (settings.failureQueue().isPresent()) {
      target
          .failures()
          .send(
              batch.message(
                  UUID.randomUUID().toString(), target.functionArn(), streamArn, shardId));
    }
  }

  /** Reports once for records that are missed at about the same time. */
  private void missed(String cause) {
    if (missed.getAndIncrement() > 0) {
      return;
    }
    repeat(
        "Bringing lists up to date",
        () -> {
          int before = missed.get();
          environment.observer().recordsMissed(cause);
          return !missed.compareAndSet(before, 0);
        });
  }
}
