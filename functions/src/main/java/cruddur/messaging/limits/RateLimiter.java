package cruddur.messaging.limits;

import cruddur.messaging.LruCache;
import cruddur.messaging.port.UsageCounter;
import cruddur.messaging.port.row.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Enforces one limit: exactly within this instance, eventually across all. Safe for threads. */
public final class RateLimiter {

  static final int MAX_CALLERS = 10_000;

  private final Limit limit;
  private final UsageCounter usageCounter;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Consumer<RuntimeException> onFailure;
  private final AtomicBoolean isFirstCaller = new AtomicBoolean(true);
  private final LruCache<String, LeakyBucket> buckets = new LruCache<>(MAX_CALLERS);

  /**
   * @param random spreads the reports of instances
   * @param onFailure receives the exception of a failed report, which has no other effect
   */
  public RateLimiter(
      Limit limit,
      UsageCounter usageCounter,
      InstantSource clock,
      RandomGenerator random,
      Consumer<RuntimeException> onFailure) {
    this.limit = limit;
    this.usageCounter = usageCounter;
    this.clock = clock;
    this.random = random;
    this.onFailure = onFailure;
  }

  /**
   * Counts one use if the limit allows it.
   *
   * @return zero if it is allowed, else the time until one is
   */
  public Duration use(String caller) {
    LeakyBucket bucket = bucketOf(caller);
    Duration wait = bucket.use(clock.instant());
    if (!bucket.isReportDue(wait)) {
      return wait;
    }
    Duration reportedWait = report(caller, bucket);
    if (wait.isZero() && !reportedWait.isZero()) {
      bucket.giveBack(clock.instant());
    }
    return wait.compareTo(reportedWait) > 0 ? wait : reportedWait;
  }

  /** Like {@link #use}, but by what this instance knows, without a request. */
  public Duration useUnreported(String caller) {
    return bucketOf(caller).use(clock.instant());
  }

  /**
   * Takes back a use without effect. Reports at once if the use was reported, because this instance
   * may not see the caller again.
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
      return bucket.learn(usageCounter.count(bucket.report(key, now)), now);
    } catch (RuntimeException failure) {
      // It may have been counted, and a use that counts twice is worse than one that does not.
      onFailure.accept(failure);
      return Duration.ZERO;
    }
  }

  private LeakyBucket bucketOf(String caller) {
    return buckets.computeIfAbsent(caller, _ -> new LeakyBucket(limit, usesSinceReport()));
  }

  /** Random, to spread the reports; the first caller of an instance is reported at once. */
  private int usesSinceReport() {
    return isFirstCaller.getAndSet(false)
        ? LeakyBucket.USES_PER_REPORT - 1
        : random.nextInt(LeakyBucket.USES_PER_REPORT);
  }
}
