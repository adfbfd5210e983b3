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
 * What the log says of a batch of stream records: {@code records}; {@code oldestRecordAgeMs}, how
 * far lists are behind; {@code groupsRewritten} and {@code doubts}, the members whose rows had to
 * be read whole for it; and of a batch that was not finished {@code stoppedAt}, the sequence number
 * from which it comes again, and the {@code reason}.
 */
public final class BatchLog {

  private final LogEntry entry;

  public BatchLog(LogEntry entry) {
    this.entry = entry;
  }

  public void received(DynamodbEvent event, Instant now) {
    entry.put("records", event.getRecords().size());
    // To the second, which is how the stream tells the time.
    oldest(event)
        .map(oldest -> Duration.between(oldest, now).toMillis())
        .ifPresent(age -> entry.put("oldestRecordAgeMs", Math.max(0, age)));
  }

  public void ended(BatchResult result) {
    switch (result) {
      case BatchResult.Finished(Summary summary) -> add(summary);
      case BatchResult.StoppedAt(
              String sequenceNumber,
              String reason,
              Optional<Throwable> failure,
              Summary summary) -> {
        add(summary);
        entry.level(LogEntry.Level.WARN).put("stoppedAt", sequenceNumber).put("reason", reason);
        failure.ifPresent(entry::failed);
      }
    }
  }

  /** Nothing was done; Lambda halves the batch, or sends it again. */
  public void threw(RuntimeException error) {
    entry.failed(error);
    if (error instanceof PoisonRecordException head) {
      entry.put("reason", head.getMessage());
    }
  }

  private void add(Summary summary) {
    entry.count("groupsRewritten", summary.groups()).count("doubts", summary.doubts());
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
