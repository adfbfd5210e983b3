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
import cruddur.messaging.live.MemberNotifier;
import cruddur.messaging.live.NotifyResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The second function of the table's stream: publishes new messages and read markers to the live
 * events of the members. Events may be lost or repeated. Reports the first record whose members are
 * not known yet, from which Lambda retries.
 */
public final class NotifyMembers implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

  /** After this time the other events of a batch are lost, so that the stream is not held up. */
  private static final Duration MAX_BATCH_TIME = Duration.ofSeconds(10);

  /** A publish request takes up to three seconds, and is tried twice. */
  private static final int MIN_MILLIS_FOR_A_REQUEST = 7_000;

  private final InvocationLogger invocations;
  private final LiveRecordReader records;
  private final MemberNotifier notifier;
  private final InstantSource clock;

  public NotifyMembers() {
    this(Wiring.fromEnvironment());
    Priming.beforeSnapshotOf(
        this, DynamodbEvent.class, StreamsEventResponse.class, invocations.log());
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
    log.received(event, clock.instant());
    Instant end = clock.instant().plus(MAX_BATCH_TIME);
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
