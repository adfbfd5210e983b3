package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.RecordedPublisher;
import cruddur.handler.fixture.RecordedPublisher.Published;
import cruddur.handler.fixture.StreamEvents;
import cruddur.messaging.live.EventPublisher;
import cruddur.messaging.live.PublishResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * How late a shard of the stream is, over many batches, while AppSync is slow or fails. Time passes
 * in publish requests only, of which 16 are sent at a time.
 */
class NotifyMembersDelayTest extends ConversationFixture {

  private static final int BATCH_SIZE = 100;
  private static final int CONCURRENT_REQUESTS = 16;
  private static final Duration INTERVAL = Duration.ofMillis(10);

  /** A batch whose time has run out ends with the requests that are being sent. */
  private static final Duration MAX_DELAY = NotifyMembers.MAX_AGE.plus(EventPublisher.MAX_DURATION);

  private static final Pattern COUNTS =
      Pattern.compile("\"publishedEvents\":(\\d+),\"unpublishedEvents\":(\\d+)");

  /** A batch: how late its first record was, and what became of its events. */
  private record Delivered(Duration delay, int published, int unpublished) {}

  private final List<Instant> requests = new ArrayList<>();

  @Test
  void whileAppSyncDoesNotRespondTheDelayIsBoundedAndEveryEventIsCounted() {
    publisherTakes(EventPublisher.MAX_DURATION, RecordedPublisher.FAILS);

    List<Delivered> batches = deliver(records(Duration.ofMinutes(5)));

    assertEquals(events(Duration.ofMinutes(5)), sum(batches, Delivered::unpublished));
    assertTrue(maxDelay(batches).compareTo(MAX_DELAY) <= 0, "delay " + maxDelay(batches));
  }

  @Test
  void whileAppSyncDoesNotRespondOneRequestInTenSecondsIsSent() {
    publisherTakes(EventPublisher.MAX_DURATION, RecordedPublisher.FAILS);

    Instant open = system.clock().instant().plus(Duration.ofSeconds(15));
    deliver(records(Duration.ofMinutes(5)));

    List<Instant> later = requests.stream().filter(request -> request.isAfter(open)).toList();
    assertTrue(later.size() >= 25, "requests: " + later.size());
    for (int i = 1; i < later.size(); i++) {
      Duration pause = Duration.between(later.get(i - 1), later.get(i));
      assertTrue(pause.compareTo(Duration.ofSeconds(10)) >= 0, "pause " + pause);
    }
  }

  @Test
  void whileAppSyncIsSlowTheDelayIsBoundedAndEveryEventIsCounted() {
    publisherTakes(Duration.ofMillis(1900), RecordedPublisher.ACCEPTS);

    List<Delivered> batches = deliver(records(Duration.ofMinutes(5)));

    int published = sum(batches, Delivered::published);
    assertTrue(published > 1000, "published " + published);
    assertEquals(events(Duration.ofMinutes(5)), published + sum(batches, Delivered::unpublished));
    assertTrue(maxDelay(batches).compareTo(MAX_DELAY) <= 0, "delay " + maxDelay(batches));
  }

  @Test
  void afterAnOutageEventsArePublishedAgainWithoutDelay() {
    Instant end = system.clock().instant().plus(Duration.ofMinutes(2));
    system
        .publisher()
        .responds(request ->
            system.clock().instant().isBefore(end)
                ? taking(EventPublisher.MAX_DURATION, RecordedPublisher.FAILS).apply(request)
                : RecordedPublisher.ACCEPTS.apply(request));

    List<Delivered> batches = deliver(records(Duration.ofMinutes(3)));

    List<Delivered> last = batches.subList(batches.size() - 1000, batches.size());
    assertEquals(0, sum(last, Delivered::unpublished));
    assertEquals(Duration.ZERO, maxDelay(last).truncatedTo(ChronoUnit.SECONDS));
    assertEquals(
        events(Duration.ofMinutes(3)),
        sum(batches, Delivered::published) + sum(batches, Delivered::unpublished));
  }

  private void publisherTakes(Duration time, Function<Published, PublishResult> response) {
    system.publisher().responds(taking(time, response));
  }

  private Function<Published, PublishResult> taking(
      Duration time, Function<Published, PublishResult> response) {
    return request -> {
      synchronized (requests) {
        requests.add(system.clock().instant());
        system.clock().advance(time.dividedBy(CONCURRENT_REQUESTS));
      }
      return response.apply(request);
    };
  }

  /** A message of a group and a read marker of another user in turn. */
  private List<DynamodbStreamRecord> records(Duration duration) {
    Map<String, String> message = new HashMap<>();
    system
        .takeStreamRecords()
        .getFirst()
        .getDynamodb()
        .getNewImage()
        .forEach((name, value) -> message.put(name, value.getS()));
    Instant start = system.clock().instant();
    List<DynamodbStreamRecord> records = new ArrayList<>();
    for (int i = 0; i < duration.dividedBy(INTERVAL); i++) {
      Map<String, String> state =
          Map.of("pk", "MBR#user-" + i, "sk", group, "read_up_to", message.get("sk"));
      records.add(
          StreamEvents.createdAt(
              start.plus(INTERVAL.multipliedBy(i)),
              StreamEvents.inserted("" + i, i % 2 == 0 ? message : state)));
    }
    return records;
  }

  private static int events(Duration duration) {
    return (int) duration.dividedBy(INTERVAL) * 3 / 2;
  }

  /** Delivers records as Lambda does: batch after batch, each of what has been created by then. */
  private List<Delivered> deliver(List<DynamodbStreamRecord> records) {
    List<Delivered> batches = new ArrayList<>();
    for (int next = 0; next < records.size(); ) {
      if (createdAt(records.get(next)).isAfter(system.clock().instant())) {
        system.clock().set(createdAt(records.get(next)).toString());
      }
      Instant now = system.clock().instant();
      int end = next;
      while (end < Math.min(records.size(), next + BATCH_SIZE)
          && !createdAt(records.get(end)).isAfter(now)) {
        end++;
      }
      Duration delay = Duration.between(createdAt(records.get(next)), now);
      system.log().takeLines();
      assertEquals(
          Optional.empty(), system.notifyMembers(StreamEvents.batch(records.subList(next, end))));
      Matcher counts = COUNTS.matcher(system.log().takeLine());
      assertTrue(counts.find());
      batches.add(
          new Delivered(
              delay, Integer.parseInt(counts.group(1)), Integer.parseInt(counts.group(2))));
      next = end;
    }
    return batches;
  }

  private static Instant createdAt(DynamodbStreamRecord record) {
    return record.getDynamodb().getApproximateCreationDateTime().toInstant();
  }

  private static int sum(List<Delivered> batches, Function<Delivered, Integer> count) {
    return batches.stream().mapToInt(count::apply).sum();
  }

  private static Duration maxDelay(List<Delivered> batches) {
    return batches.stream().map(Delivered::delay).max(Duration::compareTo).orElseThrow();
  }
}
