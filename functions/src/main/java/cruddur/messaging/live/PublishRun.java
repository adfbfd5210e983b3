package cruddur.messaging.live;

import cruddur.messaging.live.EventPublisher.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * The publish requests of a batch. When time runs out, or the service fails again and again, the
 * other events are given up, so that the batch ends and the stream does not fall behind.
 * Thread-safe.
 */
final class PublishRun {

  /** After this many failures in a row the service itself is unavailable. */
  private static final int MAX_FAILURES_IN_A_ROW = 8;

  private final EventPublisher publisher;
  private final BooleanSupplier outOfTime;
  private final Set<String> failures = new TreeSet<>();
  private int published;
  private int unpublished;
  private int failuresInARow;

  PublishRun(EventPublisher publisher, BooleanSupplier outOfTime) {
    this.publisher = publisher;
    this.outOfTime = outOfTime;
  }

  void publish(String channel, List<String> events) {
    Optional<String> stopReason = stopReason();
    Outcome outcome =
        stopReason.isPresent() ? new Outcome(0, stopReason) : publisher.publish(channel, events);
    ended(events.size(), outcome, stopReason.isPresent());
  }

  synchronized void lost(int events, String failure) {
    unpublished += events;
    failures.add(failure);
  }

  synchronized NotifyResult result(Optional<String> retryFrom) {
    return new NotifyResult(published, unpublished, List.copyOf(failures), retryFrom);
  }

  private synchronized Optional<String> stopReason() {
    if (failuresInARow >= MAX_FAILURES_IN_A_ROW) {
      return Optional.of("not tried: too many failures in a row");
    }
    return outOfTime.getAsBoolean()
        ? Optional.of("not tried: too little time is left")
        : Optional.empty();
  }

  private synchronized void ended(int events, Outcome outcome, boolean isStopped) {
    published += outcome.accepted();
    unpublished += events - outcome.accepted();
    outcome.failure().ifPresent(failures::add);
    if (!isStopped) {
      failuresInARow = outcome.accepted() == 0 ? failuresInARow + 1 : 0;
    }
  }
}
