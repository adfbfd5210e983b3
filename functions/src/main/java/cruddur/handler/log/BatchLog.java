package cruddur.handler.log;

import cruddur.messaging.live.NotifyResult;
import cruddur.messaging.stream.BatchResult;
import cruddur.messaging.stream.PoisonRecordException;
import cruddur.messaging.stream.RecordFailure;
import java.time.Duration;
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

  /**
   * Logs what was received.
   *
   * @param age of the oldest record; empty if it is not known
   */
  public void received(int records, Optional<Duration> age) {
    entry.put("records", records);
    age.ifPresent(known -> entry.put("oldestRecordAgeMs", known.toMillis()));
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
   * Logs the result of a batch of live events.
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
}
