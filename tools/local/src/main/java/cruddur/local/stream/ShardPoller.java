package cruddur.local.stream;

import cruddur.toolkit.template.StreamDefinition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Takes one shard to the function: reads, filters, gathers batches, and delivers one at a time. */
final class ShardPoller {

  /** Between two reads of a shard in which nothing happens. */
  private static final Duration IDLE = Duration.ofMillis(100);

  private final StreamDefinition settings;
  private final ShardReader reader;
  private final RecordConverter converter;
  private final RecordFilter filter;
  private final BatchDelivery delivery;
  private final Consumer<ShardRecord> checkpoint;
  private final Clock clock;
  private final List<ShardRecord> waiting = new ArrayList<>();
  private Instant waitingSince = Instant.MIN;

  ShardPoller(
      StreamDefinition settings,
      ShardReader reader,
      RecordConverter converter,
      BatchDelivery delivery,
      Consumer<ShardRecord> checkpoint,
      Clock clock) {
    this.settings = settings;
    this.reader = reader;
    this.converter = converter;
    this.filter = new RecordFilter(settings.filterPatterns());
    this.delivery = delivery;
    this.checkpoint = checkpoint;
    this.clock = clock;
  }

  /**
   * Reads once, and delivers what is due. Returns false at the shard's end, when all is delivered.
   */
  boolean poll() throws InterruptedException {
    ShardReader.Page page = reader.read();
    if (waiting.isEmpty()) {
      waitingSince = clock.instant();
    }
    page.records().stream().map(converter::convert).filter(filter::passes).forEach(waiting::add);
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
