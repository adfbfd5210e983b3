package cruddur.messaging;

import java.security.SecureRandom;
import java.time.Duration;

/** Exponential backoff with full jitter, so that conflicting requests do not meet again. */
final class JitteredBackoff implements Backoff {

  private static final Duration FIRST = Duration.ofMillis(20);

  private static final Duration MAX = Duration.ofMillis(400);

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
    Duration longest = FIRST;
    for (int doublings = 1; doublings < conflicts && longest.compareTo(MAX) < 0; doublings++) {
      longest = longest.multipliedBy(2);
    }
    return longest.compareTo(MAX) < 0 ? longest : MAX;
  }
}
