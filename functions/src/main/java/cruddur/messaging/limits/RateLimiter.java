package cruddur.messaging.limits;

import cruddur.messaging.LruCache;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Holds callers to one limit, as the package describes: exactly within this instance, and soon
 * across all. Safe for threads.
 */
public final class RateLimiter {

  /** Callers remembered; a flood of an instance comes from far fewer. */
  static final int MOST_CALLERS = 10_000;

  private final Limit limit;
  private final Rows rows;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Consumer<RuntimeException> onFailure;
  private final AtomicBoolean isFirstCaller = new AtomicBoolean(true);
  private final LruCache<String, LeakyBucket> buckets = new LruCache<>(MOST_CALLERS);

  /**
   * A limiter that has seen nobody.
   *
   * @param random spreads the reports of instances
   * @param onFailure told of a report that failed, which has no other consequence
   */
  public RateLimiter(
      Limit limit,
      Rows rows,
      InstantSource clock,
      RandomGenerator random,
      Consumer<RuntimeException> onFailure) {
    this.limit = limit;
    this.rows = rows;
    this.clock = clock;
    this.random = random;
    this.onFailure = onFailure;
  }

  /**
   * Counts one use if the limit allows it. One request with every fifth to seventh; several where
   * the limit has been exceeded.
   *
   * @return zero if it is allowed, else how long until one is, and it does not count
   */
  public Duration use(String caller) {
    LeakyBucket bucket = bucketOf(caller);
    Duration wait = bucket.use(clock.instant());
    if (!bucket.isReportDue(wait)) {
      return wait;
    }
    Duration learnt = report(caller, bucket);
    if (wait.isZero() && !learnt.isZero()) {
      bucket.giveBack(clock.instant());
    }
    return wait.compareTo(learnt) > 0 ? wait : learnt;
  }

  /** As {@link #use}, by what this instance knows, and without a request. */
  public Duration useUnreported(String caller) {
    return bucketOf(caller).use(clock.instant());
  }

  /**
   * Takes back a use that came to nothing. If it has been reported, that costs a request: this
   * instance may never see the caller again, and the others would count it.
   */
  public void giveBack(String caller) {
    LeakyBucket bucket = bucketOf(caller);
    bucket.giveBack(clock.instant());
    if (bucket.hasReportedTooMuch()) {
      report(caller, bucket);
    }
  }

  private Duration report(String caller, LeakyBucket bucket) {
    Instant now = clock.instant();
    var key = new RowKey.OfUsageWindows(limit.label(), caller);
    try {
      return bucket.learn(rows.count(bucket.report(key, now)), now);
    } catch (RuntimeException failure) {
      // Whether it was counted is unknown. It is not reported again, since a use that counts twice
      // would be worse than one that does not count elsewhere.
      onFailure.accept(failure);
      return Duration.ZERO;
    }
  }

  private LeakyBucket bucketOf(String caller) {
    return buckets.computeIfAbsent(caller, _ -> new LeakyBucket(limit, usesSinceReport()));
  }

  /** Chance spreads the reports, but the first caller of an instance is looked up at once. */
  private int usesSinceReport() {
    return isFirstCaller.getAndSet(false)
        ? LeakyBucket.USES_A_REPORT - 1
        : random.nextInt(LeakyBucket.USES_A_REPORT);
  }
}
