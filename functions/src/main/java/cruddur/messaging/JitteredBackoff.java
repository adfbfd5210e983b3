package cruddur.messaging;

import java.security.SecureRandom;
import java.time.Duration;

/**
 * Waits up to a time that doubles with every conflict. How long is drawn anew each time, so that
 * those who have met do not meet again.
 */
final class JitteredBackoff implements Backoff {

  /** About what a transaction takes. */
  private static final Duration FIRST = Duration.ofMillis(20);

  private static final Duration MOST = Duration.ofMillis(400);

  /** Safe to keep across a SnapStart snapshot. */
  private final SecureRandom random = new SecureRandom();

  @Override
  public void after(int conflicts) {
    try {
      Thread.sleep(random.nextLong(longestAfter(conflicts).toMillis() + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Duration longestAfter(int conflicts) {
    Duration doubled = FIRST;
    for (int more = 1; more < conflicts && doubled.compareTo(MOST) < 0; more++) {
      doubled = doubled.multipliedBy(2);
    }
    return doubled.compareTo(MOST) < 0 ? doubled : MOST;
  }
}
