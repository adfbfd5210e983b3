package cruddur.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import cruddur.conversation.StreamBatch;
import cruddur.conversation.StreamBatch.Result;
import cruddur.conversation.StreamBatch.Summary;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pattern E: the table's stream. Moves both members' rows of each group to the batch's newest
 * message of it.
 *
 * <p>Reports the first record it did not finish, with which all later ones come again; throws when
 * the first of several can never succeed, so that the mapping halves the batch. It may be given any
 * batch any number of times.
 */
public final class RewriteMessageGroups
    implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

  private static final Logger LOG = LoggerFactory.getLogger(RewriteMessageGroups.class);

  /** A group takes a few requests; what is begun with less time than this might not end. */
  private static final int LEAST_MILLIS_FOR_A_GROUP = 5_000;

  private final StreamRecords records;
  private final StreamBatch batch;

  public RewriteMessageGroups() {
    this(Wiring.fromEnvironment());
    Priming.beforeSnapshotOf(this, DynamodbEvent.class, StreamsEventResponse.class);
  }

  public RewriteMessageGroups(Wiring wiring) {
    this.records = wiring.streamRecords();
    this.batch = wiring.streamBatch();
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    Result result =
        batch.process(
            records.of(event), () -> context.getRemainingTimeInMillis() < LEAST_MILLIS_FOR_A_GROUP);
    return switch (result) {
      case Result.Finished(Summary summary) -> {
        LOG.info("records={} {}", event.getRecords().size(), summary);
        yield new StreamsEventResponse(List.of());
      }
      case Result.StoppedAt(
              String sequenceNumber,
              String reason,
              Optional<Throwable> failure,
              Summary summary) -> {
        LOG.warn(
            "records={} {} stopped at {}: {} {}",
            event.getRecords().size(),
            summary,
            sequenceNumber,
            reason,
            failure.map(Causes::of).orElse(""));
        yield new StreamsEventResponse(List.of(new BatchItemFailure(sequenceNumber)));
      }
    };
  }
}
