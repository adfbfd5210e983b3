package cruddur.local.faults;

import java.time.Duration;

/**
 * The settings of fault injection.
 *
 * @param rate the share that gets a fault, 0 to 1, separately of requests to the API, requests to
 *     DynamoDB, rows that the index returns, stream batches and live events
 * @param seed the same seed injects the same faults into the same order of requests
 * @param maxDelay the longest injected delay
 */
public record FaultSettings(double rate, long seed, Duration maxDelay) {

  /** About as long as a function waits for DynamoDB, and a user for the API. */
  private static final Duration DEFAULT_MAX_DELAY = Duration.ofSeconds(3);

  /** Whether a number is a valid rate. */
  public static boolean isRate(double number) {
    return 0 <= number && number <= 1;
  }

  /** Settings with delays up to three seconds. */
  public FaultSettings(double rate, long seed) {
    this(rate, seed, DEFAULT_MAX_DELAY);
  }
}
