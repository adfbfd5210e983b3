package cruddur.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import cruddur.handler.LiveRecordReader.LiveRecords;
import cruddur.handler.log.BatchLog;
import cruddur.handler.log.InvocationLogger;
import cruddur.handler.log.LogEntry;
import cruddur.handler.snapstart.Priming;
import cruddur.messaging.live.EventPublisher;
import cruddur.messaging.live.MemberNotifier;
import cruddur.messaging.live.NotifyResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The second function of the table's stream: publishes new messages and read markers to the
 * channels of the members. Events may be lost or repeated. Reports the first record whose members
 * are not known yet, from which Lambda retries. See docs/design.md, "Live delivery".
 */
public final class NotifyMembers implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

  /**
   * Events of a batch are published until its oldest record is this old. The others are lost, so
   * that a late batch ends at once, and the stream catches up.
   */
  static final Duration MAX_AGE = Duration.ofSeconds(10);

  private static final long MIN_MILLIS_FOR_A_REQUEST =
      EventPublisher.MAX_DURATION.plusSeconds(1).toMillis();

  private final InvocationLogger invocations;
  private final LiveRecordReader records;
  private final MemberNotifier notifier;
  private final InstantSource clock;

  public NotifyMembers() {
    this(Wiring.fromEnvironment());
    Priming.beforeSnapshotOf(
        this, DynamodbEvent.class, StreamsEventResponse.class, invocations.log(), notifier::prime);
  }

  public NotifyMembers(Wiring wiring) {
    this.invocations = wiring.invocations();
    this.records = wiring.liveRecords();
    this.notifier = wiring.memberNotifier();
    this.clock = wiring.clock();
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    return invocations.run(context, entry -> notify(event, context, entry));
  }

  private StreamsEventResponse notify(DynamodbEvent event, Context context, LogEntry entry) {
    BatchLog log = new BatchLog(entry);
    Instant start = clock.instant();
    Optional<Duration> age = BatchAge.of(event, start);
    log.received(event.getRecords().size(), age);
    Instant end = start.minus(age.orElse(Duration.ZERO)).plus(MAX_AGE);
    try {
      LiveRecords received = records.of(event);
      NotifyResult result =
          notifier.notify(
              received.records(),
              () ->
                  clock.instant().isAfter(end)
                      || context.getRemainingTimeInMillis() < MIN_MILLIS_FOR_A_REQUEST);
      log.notified(result, received.unreadable());
      return response(result.retryFrom());
    } catch (RuntimeException e) {
      log.failed(e);
      throw e;
    }
  }

  private static StreamsEventResponse response(Optional<String> retryFrom) {
    return new StreamsEventResponse(
        retryFrom.map(BatchItemFailure::new).map(List::of).orElseGet(List::of));
  }
}
