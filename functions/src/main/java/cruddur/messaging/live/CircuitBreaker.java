package cruddur.messaging.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Refuses requests to a service that fails, so that not every batch waits for its timeouts. After
 * {@link #MAX_FAILURES_IN_A_ROW} it refuses all for {@link #PAUSE}, and then admits one, whose
 * result decides. Outlives a batch: an instance of a function has one. Thread-safe.
 */
final class CircuitBreaker {

  static final int MAX_FAILURES_IN_A_ROW = 8;

  static final Duration PAUSE = Duration.ofSeconds(10);

  private final InstantSource clock;
  private int failuresInARow;
  private Instant pausedUntil = Instant.MIN;

  CircuitBreaker(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Admits a request, whose result must be reported, or refuses it. Returns whether it is admitted.
   */
  synchronized boolean isAdmitted() {
    if (failuresInARow < MAX_FAILURES_IN_A_ROW) {
      return true;
    }
    if (clock.instant().isBefore(pausedUntil)) {
      return false;
    }
    // The others wait for the result of this one.
    pause();
    return true;
  }

  synchronized void succeeded() {
    failuresInARow = 0;
  }

  synchronized void failed() {
    failuresInARow++;
    pause();
  }

  private void pause() {
    pausedUntil = clock.instant().plus(PAUSE);
  }
}
