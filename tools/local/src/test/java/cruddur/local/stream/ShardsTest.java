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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.Record;

class ShardsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T13:00:00Z");

  private final ScriptedStream stream = new ScriptedStream();
  private Instant now = NOW;
  private int lost;
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
        new EventSourceMapping.Source(stream, TableStream.of("arn"), Checkpoints.inMemory()),
        new EventSourceMapping.Target("a-function", function, failures),
        StreamObserver.NONE,
        new EventSourceMapping.Timing(InstantSource.system(), retry -> {}));
  }

  private ShardPoller poller(StreamDefinition settings) {
    return new ShardPoller(
        settings,
        reader(Optional.empty()),
        new RecordConverter("arn"),
        new BatchDelivery(settings, function, batch -> {}, () -> now, retry -> {}),
        record -> {},
        () -> now);
  }

  private ShardReader reader(Optional<String> checkpoint) {
    return new ShardReader(
        new ShardReader.Source(stream, "arn", "shard"),
        checkpoint.map(number -> new Checkpoint(number, Optional.empty())),
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
