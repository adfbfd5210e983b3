package cruddur.messaging;

/** Waits before what met a conflict is tried again. */
@FunctionalInterface
public interface Backoff {

  /** As functions wait. */
  Backoff JITTERED = new JitteredBackoff();

  /**
   * Waits.
   *
   * @param conflicts so far, in a row; at least 1
   */
  void after(int conflicts);
}
