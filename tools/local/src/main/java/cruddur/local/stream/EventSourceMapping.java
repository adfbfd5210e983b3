package cruddur.local.stream;

import cruddur.local.lambda.Invocable;
import cruddur.toolkit.template.StreamDefinition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Delivers a table's stream to a function until it is closed. If the table is dropped and created
 * again, it continues with the beginning of the new stream.
 */
public final class EventSourceMapping implements AutoCloseable {

  /** The time between two looks at the table. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** How long {@link #close} waits for a look at the table to end. */
  private static final Duration END = Duration.ofSeconds(5);

  /** The stream to read. */
  public record Source(DynamoDbStreamsClient streams, TableStream table, Checkpoints checkpoints) {}

  /** The function to invoke, and the queue for discarded batches. */
  public record Target(String functionArn, Invocable function, InMemoryFailureQueue failures) {}

  /**
   * Clock and delays.
   *
   * @param delays between the retries of a batch
   */
  public record Timing(InstantSource clock, RetryDelays delays) {}

  private final StreamDefinition settings;
  private final Source source;
  private final Target target;
  private final StreamObserver observer;
  private final Timing timing;
  private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();

  private Optional<TableStream.State> last = Optional.empty();
  private volatile Optional<StreamReading> reading = Optional.empty();

  private EventSourceMapping(
      StreamDefinition settings,
      Source source,
      Target target,
      StreamObserver observer,
      Timing timing) {
    this.settings = settings;
    this.source = source;
    this.target = target;
    this.observer = observer;
    this.timing = timing;
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
      StreamObserver observer,
      Timing timing) {
    if (settings.parallelizationFactor() != 1) {
      throw new IllegalArgumentException(
          "ParallelizationFactor "
              + settings.parallelizationFactor()
              + " is not supported by the local system, only 1");
    }
    new RecordFilter(settings.filterPatterns());
    switch (settings.startingPosition()) {
      case "TRIM_HORIZON" -> {}
      case "LATEST" -> LatestPosition.select(source);
      case String position ->
          throw new IllegalArgumentException(
              "StartingPosition "
                  + position
                  + " is not supported by the local system, only TRIM_HORIZON and LATEST");
    }
    EventSourceMapping mapping = new EventSourceMapping(settings, source, target, observer, timing);
    mapping.thread.execute(mapping::followTable);
    return mapping;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reading.ifPresent(StreamReading::close);
  }

  private void followTable() {
    RetryingLoop loop =
        new RetryingLoop("Looking for the table's stream", observer::say, RetryingLoop::backOff);
    try {
      loop.run(this::follow, thread::isShutdown);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean follow() throws InterruptedException {
    TableStream.State state = source.table().find();
    if (!last.equals(Optional.of(state))) {
      change(state);
      last = Optional.of(state);
    }
    Thread.sleep(PAUSE);
    return true;
  }

  private void change(TableStream.State state) {
    switch (state) {
      case TableStream.NoTable(String table) -> {
        // What is left of its stream has no table to be written to.
        reading.ifPresent(StreamReading::close);
        observer.say(
            "Table %s does not exist. Requests fail until it is created, for example with bin/cruddur schema-load."
                .formatted(table));
      }
      case TableStream.NoStream(String table) ->
          observer.say(
              "Table %s has no stream, so lists of conversations do not follow new messages. Delete the table, and create it with bin/cruddur schema-load."
                  .formatted(table));
      case TableStream.Present(String streamArn) -> {
        reading.ifPresent(StreamReading::close);
        reading = Optional.of(read(streamArn));
        if (last.isPresent()) {
          observer.say("The table was created again. Its stream is read from the beginning.");
        }
      }
    }
  }

  private StreamReading read(String streamArn) {
    return StreamReading.start(
        streamArn,
        settings,
        source,
        target,
        new StreamReading.Environment(observer, timing, last.isEmpty()));
  }
}
