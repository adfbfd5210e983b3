package cruddur.local;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what another thread does. */
public final class Eventually {

  /** Far longer than anything here takes; only a failure waits so long. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private Eventually() {}

  /** Returns as soon as the condition holds; fails when it doesn't for a long time. */
  public static void holds(Callable<Boolean> condition) {
    try {
      long end = System.nanoTime() + LONGEST.toNanos();
      while (!condition.call()) {
        if (System.nanoTime() > end) {
          fail("it did not come to hold within " + LONGEST.toSeconds() + " s");
        }
        Thread.sleep(10);
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
