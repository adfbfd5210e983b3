package cruddur.messaging;

/** Waits between retries of a transaction. */
@FunctionalInterface
public interface Backoff {

  Backoff JITTERED = new JitteredBackoff();

  /** Waits after this many conflicts in a row, at least 1. */
  void after(int conflicts);
}
