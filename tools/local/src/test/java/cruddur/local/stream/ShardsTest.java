package cruddur.local.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.local.fixture.Eventually;
import cruddur.toolkit.template.StreamDefinition;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Record;

class ShardsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T13:00:00Z");

  private final ScriptedStream stream = new ScriptedStream();
  private Instant now = NOW;
  private int lost;
  private final Checkpoints checkpoints = Checkpoints.inMemory();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<String> missed = new CopyOnWriteArrayList<>();
  private final StreamObserver observer =
      new StreamObserver() {
        @Override
        public void say(String line) {
          said.add(line);
        }

        @Override
        public void recordsMissed(String cause) {
          missed.add(cause);
        }
      };
  private final ScriptedFunction function = new ScriptedFunction(batch -> ScriptedFunction.SUCCESS);

  @Test
  void aParentIsReadToItsEndBeforeItsChildren() {
    stream.shard("child-1", "parent", true, 4, 6);
    stream.shard("parent", null, true, 1, 3);
    stream.shard("grandchild", "child-1", false, 7, 9);
    try (EventSourceMapping _ = start()) {
      Eventually.holds(() -> delivered().size() == 9);
    }
    assertEquals(numbers(1, 9), delivered());
  }

  @Test
  void aChildWithoutParentIsReadAtOnce() {
    stream.shard("child", "trimmed-long-ago", false, 1, 2);
    try (EventSourceMapping _ = start()) {
      Eventually.holds(() -> delivered().size() == 2);
    }
    assertEquals(numbers(1, 2), delivered());
  }

  @Test
  void aNewShardIsFound() {
    stream.shard("parent", null, true, 1, 2);
    try (EventSourceMapping _ = start()) {
      Eventually.holds(() -> delivered().size() == 2);
      stream.shard("child", "parent", false, 3, 4);
      Eventually.holds(() -> delivered().size() == 4);
    }
    assertEquals(numbers(1, 4), delivered());
  }

  @Test
  void anExpiredIteratorIsReplacedAtItsPosition() {
    stream.shard("shard", null, false, 1, 3);
    ShardReader reader = reader(Optional.empty());
    assertEquals(numbers(1, 2), List.of(read(reader), read(reader)));
    stream.expireIterators();
    assertEquals(List.of(), reader.read().records());
    assertEquals("3", read(reader));
    assertEquals(0, lost);
  }

  @Test
  void aTrimmedCheckpointContinuesWithTheOldestRecord() {
    stream.shard("shard", null, false, 1, 9);
    stream.trimBefore(5);
    ShardReader reader = reader(Optional.of("2"));
    assertEquals(numbers(5, 6), List.of(read(reader), read(reader)));
    assertEquals(1, lost);
  }

  @Test
  void aSequenceNumberThatIsUsedAgainIsNotTheCheckpoint() {
    stream.shard("shard", null, false, 1, 3);
    ShardReader reader = reader(Optional.of("2 another-event"));
    assertEquals(numbers(1, 3), List.of(read(reader), read(reader), read(reader)));
    assertEquals(1, lost);
  }

  @Test
  void recordsWithLowerNumbersAreReadAfterAllWereDeleted() {
    stream.shard("shard", null, false, 8, 9);
    stream.deleteRecords("shard");
    ShardReader reader = reader(Optional.of("9"));
    assertEquals(List.of(), reader.read().records());
    assertEquals(1, lost);
    stream.add("shard", 1);
    assertEquals("1", read(reader));
  }

  @Test
  void aPositionThatIsTrimmedMeanwhileContinuesWithTheOldestRecord() {
    stream.shard("shard", null, false, 1, 9);
    ShardReader reader = reader(Optional.empty());
    assertEquals("1", read(reader));
    stream.trimBefore(5);
    stream.expireIterators();
    assertEquals(List.of(), reader.read().records());
    assertEquals("5", read(reader));
    assertEquals(1, lost);
  }

  @Test
  void aBatchDoesNotWaitForAClockThatWasSetBack() throws Exception {
    stream.shard("shard", null, false, 1, 1);
    ShardPoller poller = poller(settings(3, Duration.ofSeconds(10)));
    assertTrue(poller.poll());
    now = NOW.minus(Duration.ofDays(1));
    assertTrue(poller.poll());
    assertEquals(List.of(), function.batches());
    now = now.plusSeconds(10);
    assertTrue(poller.poll());
    assertEquals(List.of(List.of("1")), function.batches());
  }

  @Test
  void anOldStreamWithoutACheckpointMayHaveMissedRecords() {
    stream.shard("shard", null, false, 1, 2);
    stream.createdAt(Instant.now().minus(Duration.ofHours(25)));
    try (EventSourceMapping _ = start()) {
      Eventually.holds(() -> delivered().size() == 2 && missed.size() == 1);
    }
    assertEquals(
        List.of(
            "Records are deleted from the stream after 24 hours, and some may not have been processed. The stream is read from its oldest record."),
        missed);
  }

  @Test
  void aNewStreamHasMissedNone() {
    stream.shard("shard", null, false, 1, 2);
    try (EventSourceMapping _ = start()) {
      Eventually.holds(() -> delivered().size() == 2);
    }
    assertEquals(List.of(), missed);
  }

  @Test
  void aShardWhoseChildHasACheckpointIsNotReadAgain() {
    stream.shard("parent", null, true, 1, 3);
    stream.shard("child", "parent", false, 4, 5);
    stream.createdAt(Instant.now().minus(Duration.ofHours(25)));
    checkpoints.begin("arn");
    checkpoints.move("arn", "child", new Checkpoint("4", Optional.empty()));
    try (EventSourceMapping _ = start()) {
      Eventually.holds(() -> delivered().size() == 1);
    }
    assertEquals(numbers(5, 5), delivered());
    assertEquals(List.of(), missed);
  }

  @Test
  void anErrorThatRepeatsIsShownOnceAndItsEndToo() {
    stream.shard("shard", null, false, 1, 1);
    stream.fail(Optional.of(new IllegalStateException("the disk is full")));
    try (EventSourceMapping _ = start()) {
      Eventually.holds(() -> said.size() == 1);
      stream.fail(Optional.empty());
      Eventually.holds(() -> delivered().size() == 1 && said.size() == 2);
    }
    assertEquals(
        List.of(
            "Shard shard failed: the disk is full. It is tried again until it works.",
            "Shard shard works again."),
        said);
  }

  @Test
  void differentErrorsAreShown() throws Exception {
    List<Integer> delays = new ArrayList<>();
    Queue<String> errors = new ArrayDeque<>(List.of("one", "one", "two", "two", "one"));
    new RetryingLoop("Reading", said::add, delays::add)
        .run(
            () -> {
              if (!errors.isEmpty()) {
                throw new IllegalStateException(errors.remove());
              }
              return false;
            },
            () -> false);
    assertEquals(
        List.of(
            "Reading failed: one. It is tried again until it works.",
            "Reading failed: two. It is tried again until it works.",
            "Reading failed: one. It is tried again until it works.",
            "Reading works again."),
        said);
    assertEquals(List.of(1, 2, 3, 4, 5), delays);
  }

  @Test
  void aBatchWaitsForItsWindowUnlessItIsFull() throws Exception {
    stream.shard("shard", null, false, 1, 1);
    ShardPoller poller = poller(settings(3, Duration.ofSeconds(10)));
    assertTrue(poller.poll());
    assertEquals(List.of(), function.batches());
    now = NOW.plusSeconds(10);
    assertTrue(poller.poll());
    assertEquals(List.of(List.of("1")), function.batches());

    IntStream.rangeClosed(2, 4).forEach(number -> stream.add("shard", number));
    for (int reads = 0; reads < 3; reads++) {
      assertTrue(poller.poll());
    }
    assertEquals(List.of(List.of("1"), List.of("2", "3", "4")), function.batches());
  }

  @Test
  void theEndOfAShardEndsTheBatchingWindow() throws Exception {
    stream.shard("shard", null, true, 1, 2);
    ShardPoller poller = poller(settings(3, Duration.ofSeconds(10)));
    assertTrue(poller.poll());
    assertTrue(poller.poll());
    assertFalse(poller.poll());
    assertEquals(List.of(numbers(1, 2)), function.batches());
  }

  private EventSourceMapping start() {
    InMemoryFailureQueue failures =
        new InMemoryFailureQueue(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    return EventSourceMapping.start(
        settings(1, Duration.ZERO),
        new EventSourceMapping.Source(stream, TableStream.of("arn"), checkpoints),
        new EventSourceMapping.Target("a-function", function, failures),
        observer,
        new EventSourceMapping.Timing(InstantSource.system(), retry -> {}));
  }

  private ShardPoller poller(StreamDefinition settings) {
    return new ShardPoller(
        settings,
        reader(Optional.empty()),
        new RecordConverter("arn", () -> now),
        new BatchDelivery(settings, function, batch -> {}, () -> now, retry -> {}),
        record -> {},
        () -> now);
  }

  private ShardReader reader(Optional<String> checkpoint) {
    return new ShardReader(
        new ShardReader.Source(stream, "arn", "shard"),
        checkpoint.flatMap(Checkpoint::parse),
        () -> false,
        () -> lost++);
  }

  private static StreamDefinition settings(int batchSize, Duration window) {
    return new StreamDefinition(
        batchSize,
        window,
        1,
        true,
        true,
        10,
        Duration.ofSeconds(-1),
        List.of(),
        "TRIM_HORIZON",
        Optional.of("queue"));
  }

  private static String read(ShardReader reader) {
    List<Record> records = reader.read().records();
    assertEquals(1, records.size());
    return records.getFirst().dynamodb().sequenceNumber();
  }

  private List<String> delivered() {
    List<String> delivered = new ArrayList<>();
    function.batches().forEach(delivered::addAll);
    return delivered;
  }

  private static List<String> numbers(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
  }
}
