package cruddur.local.faults;

import java.time.Duration;

/**
 * How many faults, and which.
 *
 * @param rate the share that meets one, 0 to 1: of requests to the API, of calls of DynamoDB, of
 *     rows that the index shows, and of the stream's batches, each on its own
 * @param seed of the choice; what depends on nothing but the order of requests is the same again
 * @param longestPause of whatever is slow or late
 */
public record FaultSettings(double rate, long seed, Duration longestPause) {

  /** About what a function can wait for one response of DynamoDB, and a user for one of ours. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  /** Whether a number can be a rate. */
  public static boolean isRate(double number) {
    return 0 <= number && number <= 1;
  }

  /** Settings with pauses up to three seconds. */
  public FaultSettings(double rate, long seed) {
    this(rate, seed, LONGEST_PAUSE);
  }
}
