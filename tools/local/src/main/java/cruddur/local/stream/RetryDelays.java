package cruddur.local.stream;

import java.time.Duration;

/** How long to wait before a batch is tried again. */
@FunctionalInterface
public interface RetryDelays {

  /**
   * Doubling from 50 ms, up to 2 s: Lambda's own is longer, and nobody at a keyboard wants to wait
   * for it.
   */
  RetryDelays SHORT =
      retry -> Thread.sleep(Duration.ofMillis(Math.min(2000, 50L << Math.min(retry, 6))));

  /**
   * Waits.
   *
   * @param retry 1 before the first one
   */
  void await(int retry) throws InterruptedException;
}
