package cruddur.local.stream;

import cruddur.toolkit.template.StreamDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads one shard, filters its records, and delivers them in batches, one at a time. */
final class ShardPoller {

  /** The pause after a read without records. */
  private static final Duration IDLE = Duration.ofMillis(100);

  private final StreamDefinition settings;
  private final ShardReader reader;
  private final RecordConverter converter;
  private final RecordFilter filter;
  private final BatchDelivery delivery;
  private final Consumer<ShardRecord> checkpoint;
  private final InstantSource clock;
  private final List<ShardRecord> waiting = new ArrayList<>();
  private Instant waitingSince = Instant.MIN;

  ShardPoller(
      StreamDefinition settings,
      ShardReader reader,
      RecordConverter converter,
      BatchDelivery delivery,
      Consumer<ShardRecord> checkpoint,
      InstantSource clock) {
    this.settings = settings;
    this.reader = reader;
    this.converter = converter;
    this.filter = new RecordFilter(settings.filterPatterns());
    this.delivery = delivery;
    this.checkpoint = checkpoint;
    this.clock = clock;
  }

  /**
   * Reads once, and delivers the batches that are due. Returns false at the end of the shard, when
   * all records are delivered.
   */
  boolean poll() throws InterruptedException {
    Optional<Checkpoint> position = reader.position();
    ShardReader.Page page = reader.read();
    // The clock may have been set back.
    if (waiting.isEmpty() || clock.instant().isBefore(waitingSince)) {
      waitingSince = clock.instant();
    }
    try {
      waiting.addAll(
          page.records().stream().map(converter::convert).filter(filter::passes).toList());
    } catch (RuntimeException e) {
      reader.returnTo(position);
      throw e;
    }
    while (isDue(page.isLast())) {
      deliver(waiting.subList(0, Math.min(settings.batchSize(), waiting.size())));
    }
    if (page.records().isEmpty() && !page.isLast()) {
      Thread.sleep(IDLE);
    }
    return !page.isLast();
  }

  private boolean isDue(boolean isLast) {
    boolean isWindowOver = !clock.instant().isBefore(waitingSince.plus(settings.batchingWindow()));
    return waiting.size() >= settings.batchSize()
        || (!waiting.isEmpty() && (isLast || isWindowOver));
  }

  private void deliver(List<ShardRecord> batch) throws InterruptedException {
    delivery.deliver(List.copyOf(batch));
    checkpoint.accept(batch.getLast());
    batch.clear();
  }
}
