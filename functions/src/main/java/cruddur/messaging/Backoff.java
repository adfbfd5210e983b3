package cruddur.messaging;

/** Waits between retries of a transaction. */
@FunctionalInterface
public interface Backoff {

  /** The backoff of deployed functions. */
  Backoff JITTERED = new JitteredBackoff();

  /**
   * Waits.
   *
   * @param conflicts conflicts in a row so far; at least 1
   */
  void after(int conflicts);
}
