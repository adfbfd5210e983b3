package cruddur.handler.log;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import cruddur.messaging.live.NotifyResult;
import cruddur.messaging.stream.BatchResult;
import cruddur.messaging.stream.PoisonRecordException;
import cruddur.messaging.stream.RecordFailure;
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
    entry.count("groupsRewritten", result.groups()).count("fullReads", result.fullReads());
    if (result.failures().isEmpty()) {
      return;
    }
    RecordFailure lowest = result.failures().getFirst();
    entry
        .level(LogEntry.Level.WARN)
        .put("stoppedAt", lowest.sequenceNumber())
        .put("reason", lowest.reason())
        .put("unfinished", result.failures().size())
        .put("poison", result.failures().stream().filter(RecordFailure::isPoison).count());
    lowest.cause().ifPresent(entry::failed);
    result.stopReason().ifPresent(reason -> entry.put("stopReason", reason));
  }

  /**
   * Notes what became of the live events of a batch.
   *
   * @param unreadable how many records could not be read
   */
  public void notified(NotifyResult result, int unreadable) {
    entry
        .count("publishedEvents", result.published())
        .count("unpublishedEvents", result.unpublished());
    if (unreadable > 0) {
      entry.put("unreadableRecords", unreadable);
    }
    if (!result.failures().isEmpty()) {
      entry.put("publishFailures", result.failures());
    }
    result.retryFrom().ifPresent(sequenceNumber -> entry.put("retryFrom", sequenceNumber));
    if (unreadable > 0 || result.unpublished() > 0 || result.retryFrom().isPresent()) {
      entry.level(LogEntry.Level.WARN);
    }
  }

  public void failed(RuntimeException error) {
    entry.failed(error);
    if (error instanceof PoisonRecordException poison) {
      entry.put("reason", poison.getMessage());
    }
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
