package cruddur.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import cruddur.handler.log.BatchLog;
import cruddur.handler.log.InvocationLogger;
import cruddur.handler.snapstart.Priming;
import cruddur.messaging.stream.BatchResult;
import cruddur.messaging.stream.BatchResult.Checkpoint;
import cruddur.messaging.stream.PoisonRecordException;
import cruddur.messaging.stream.RecordFailure;
import cruddur.messaging.stream.StreamBatch;
import cruddur.messaging.stream.StreamRecord;
import java.time.InstantSource;
import java.util.List;

/**
 * Pattern E: the table's stream. Moves the group rows of both members to the newest message.
 * Reports the first unfinished record, from which Lambda retries. Batches may be repeated.
 */
public final class RewriteMessageGroups
    implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

  /** A group takes a few requests; one started with less time might not be finished. */
  private static final int MIN_MILLIS_FOR_A_GROUP = 5_000;

  private final InvocationLogger invocations;
  private final StreamRecordReader records;
  private final StreamBatch batch;
  private final InstantSource clock;

  public RewriteMessageGroups() {
    this(Wiring.fromEnvironment());
    Priming.beforeSnapshotOf(
        this, DynamodbEvent.class, StreamsEventResponse.class, invocations.log());
  }

  public RewriteMessageGroups(Wiring wiring) {
    this.invocations = wiring.invocations();
    this.records = wiring.streamRecords();
    this.batch = wiring.streamBatch();
    this.clock = wiring.clock();
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    return invocations.run(context, entry -> rewrite(event, context, new BatchLog(entry)));
  }

  private StreamsEventResponse rewrite(DynamodbEvent event, Context context, BatchLog log) {
    log.received(event.getRecords().size(), BatchAge.of(event, clock.instant()));
    try {
      List<StreamRecord> received = records.of(event);
      BatchResult result =
          batch.process(
              received, () -> context.getRemainingTimeInMillis() < MIN_MILLIS_FOR_A_GROUP);
      log.ended(result);
      return switch (result.checkpoint(received)) {
        case Checkpoint.Finished() -> new StreamsEventResponse(List.of());
        case Checkpoint.RetryFrom(RecordFailure lowest) ->
            new StreamsEventResponse(List.of(new BatchItemFailure(lowest.sequenceNumber())));
        case Checkpoint.Bisect(RecordFailure poison) -> throw new PoisonRecordException(poison);
      };
    } catch (RuntimeException e) {
      log.failed(e);
      throw e;
    }
  }
}
