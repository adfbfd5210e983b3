package cruddur.conversation;

import java.security.SecureRandom;
import java.time.Duration;

/** Waits before what met a conflict is tried again. */
@FunctionalInterface
public interface Backoff {

  /**
   * Up to 20 ms, a transaction's usual time, then up to twice as long each time, but never longer
   * than 400 ms: how long is drawn anew each time, so that those who met once do not meet again.
   */
  Backoff JITTERED =
      new Backoff() {
        private static final long FIRST_MILLIS = 20;
        private static final long MOST_MILLIS = 400;

        /** Safe to keep across a SnapStart snapshot. */
        private final SecureRandom random = new SecureRandom();

        @Override
        public void afterConflict(int number) {
          long most = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.min(number - 1, 10));
          try {
            Thread.sleep(Duration.ofMillis(random.nextLong(most + 1)));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
      };

  /**
   * Waits.
   *
   * @param number of conflicts in a row, from 1
   */
  void afterConflict(int number);
}
