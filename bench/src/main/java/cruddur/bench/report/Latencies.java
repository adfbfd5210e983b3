package cruddur.bench.report;

import java.time.Duration;
import java.util.Arrays;

/** The latencies of requests that were made within some time, all of them kept. */
public final class Latencies {

  private final long[] sortedNanos;
  private final Duration elapsed;

  private Latencies(long[] sortedNanos, Duration elapsed) {
    this.sortedNanos = sortedNanos;
    this.elapsed = elapsed;
  }

  /**
   * Latencies of requests.
   *
   * @param nanos in any order
   * @param elapsed from the start of the first request to the end of the last
   * @throws IllegalArgumentException if there are none
   */
  public static Latencies of(long[] nanos, Duration elapsed) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("latencies require requests");
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new Latencies(sorted, elapsed);
  }

  /**
   * The smallest latency, in milliseconds, that this share of the requests did not exceed.
   *
   * @param share greater than 0, at most 1
   */
  public double percentile(double share) {
    int rank = (int) Math.ceil(share * sortedNanos.length);
    return sortedNanos[Math.max(1, rank) - 1] / 1e6;
  }

  public double perSecond() {
    return sortedNanos.length / (elapsed.toNanos() / 1e9);
  }

  public int count() {
    return sortedNanos.length;
  }
}
