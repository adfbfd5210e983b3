package cruddur.handler.log;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import cruddur.messaging.stream.StreamBatch.BatchResult;
import cruddur.messaging.stream.StreamBatch.PoisonRecordException;
import cruddur.messaging.stream.StreamBatch.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;

/**
 * The log fields of a stream batch. {@code oldestRecordAgeMs} is by how much group lists lag;
 * {@code fullReads} counts members whose rows had to be read in full.
 */
public final class BatchLog {

  private final LogEntry entry;

  public BatchLog(LogEntry entry) {
    this.entry = entry;
  }

  public void received(DynamodbEvent event, Instant now) {
    entry.put("records", event.getRecords().size());
    // Creation times of stream records are in whole seconds (in DynamoDB Local: minutes).
    oldest(event)
        .map(oldest -> Duration.between(oldest, now).toMillis())
        .ifPresent(age -> entry.put("oldestRecordAgeMs", Math.max(0, age)));
  }

  public void ended(BatchResult result) {
    switch (result) {
      case BatchResult.Finished(Summary summary) -> add(summary);
      case BatchResult.StoppedAt stopped -> {
        add(stopped.summary());
        entry
            .level(LogEntry.Level.WARN)
            .put("stoppedAt", stopped.sequenceNumber())
            .put("reason", stopped.reason());
        stopped.failure().ifPresent(entry::failed);
      }
    }
  }

  public void failed(RuntimeException error) {
    entry.failed(error);
    if (error instanceof PoisonRecordException poison) {
      entry.put("reason", poison.getMessage());
    }
  }

  private void add(Summary summary) {
    entry.count("groupsRewritten", summary.groups()).count("fullReads", summary.fullReads());
  }

  private static Optional<Instant> oldest(DynamodbEvent event) {
    return event.getRecords().stream()
        .map(DynamodbStreamRecord::getDynamodb)
        .map(StreamRecord::getApproximateCreationDateTime)
        .filter(Objects::nonNull)
        .map(Date::toInstant)
        .min(Comparator.naturalOrder());
  }
}
