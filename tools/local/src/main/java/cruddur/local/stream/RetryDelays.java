package cruddur.local.stream;

import java.time.Duration;

/** The delays before retries. */
@FunctionalInterface
public interface RetryDelays {

  /** Doubling from 50 ms up to 2 s. Lambda's delays are longer than a developer wants to wait. */
  RetryDelays SHORT =
      retry -> Thread.sleep(Duration.ofMillis(Math.min(2000, 50L << Math.min(retry, 6))));

  /**
   * Waits.
   *
   * @param retry 1 before the first retry
   */
  void await(int retry) throws InterruptedException;
}
