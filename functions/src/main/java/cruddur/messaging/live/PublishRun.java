package cruddur.messaging.live;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * The publish requests of a batch. When time runs out, or the service fails, the other events are
 * lost and counted, so that the batch ends and the stream does not fall behind. Thread-safe.
 */
final class PublishRun {

  private final EventPublisher publisher;
  private final CircuitBreaker breaker;
  private final BooleanSupplier isOutOfTime;
  private final Set<String> failures = new TreeSet<>();
  private int published;
  private int unpublished;

  PublishRun(EventPublisher publisher, CircuitBreaker breaker, BooleanSupplier isOutOfTime) {
    this.publisher = publisher;
    this.breaker = breaker;
    this.isOutOfTime = isOutOfTime;
  }

  void publish(String channel, List<String> events) {
    if (isOutOfTime.getAsBoolean()) {
      lost(events.size(), "not tried: too little time is left");
    } else if (!breaker.isAdmitted()) {
      lost(events.size(), "not tried: too many failures in a row");
    } else {
      send(channel, events);
    }
  }

  synchronized void lost(int events, String failure) {
    unpublished += events;
    failures.add(failure);
  }

  synchronized NotifyResult result(Optional<String> retryFrom) {
    return new NotifyResult(published, unpublished, List.copyOf(failures), retryFrom);
  }

  private void send(String channel, List<String> events) {
    PublishResult result = publisher.publish(channel, events);
    if (result.accepted() > 0) {
      breaker.succeeded();
    } else {
      breaker.failed();
    }
    add(events.size(), result);
  }

  private synchronized void add(int events, PublishResult result) {
    published += result.accepted();
    unpublished += events - result.accepted();
    result.failure().ifPresent(failures::add);
  }
}
