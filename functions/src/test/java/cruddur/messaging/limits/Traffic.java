package cruddur.messaging.limits;

import cruddur.handler.fixture.SettableClock;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.ObservedRows;
import cruddur.messaging.port.UsageCounter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The uses of one caller, each by a random instance, compared with an exact limiter.
 *
 * @param at the times of the uses since the start
 * @param instances the number of instances
 * @param life the time after which each instance is replaced by a new one
 */
record Traffic(Limit limit, List<Duration> at, int instances, Optional<Duration> life) {

  /**
   * The result.
   *
   * @param requests the requests that counted usage
   * @param falseRefusals uses that were refused although the exact limiter allows them
   * @param excess the maximum of uses allowed beyond the limit
   * @param heldAfter from the first use beyond the limit until 95 % of the excess was reached
   */
  record Measured(int uses, int requests, int falseRefusals, double excess, Duration heldAfter) {}

  /** Uses at a fixed interval; the first at time zero. */
  static List<Duration> steadily(Duration interval, Duration end) {
    List<Duration> at = new ArrayList<>();
    for (Duration now = Duration.ZERO; now.compareTo(end) < 0; now = now.plus(interval)) {
      at.add(now);
    }
    return at;
  }

  Measured measured(long seed) {
    return measured(seed, UnaryOperator.identity());
  }

  /** The same with a planted fault in the counter of each limiter. */
  Measured measured(long seed, UnaryOperator<UsageCounter> fault) {
    RandomGenerator random = new SplittableRandom(seed);
    Instant start = Instant.ofEpochSecond(1_800_000_000 + random.nextInt(3600), random.nextInt());
    SettableClock clock = new SettableClock(start);
    MemoryRows table = new MemoryRows();
    ObservedRows rows = new ObservedRows(table, table);
    Map<List<Long>, RateLimiter> limiters = new HashMap<>();
    Exact exact = new Exact();
    Exact allowed = new Exact();
    List<Double> excess = new ArrayList<>();
    Optional<Integer> exceeded = Optional.empty();
    int falseRefusals = 0;
    for (int i = 0; i < at.size(); i++) {
      clock.set(start.plus(at.get(i)).toString());
      long generation = life.map(at.get(i)::dividedBy).orElse(0L);
      RateLimiter limiter =
          limiters.computeIfAbsent(
              List.of(random.nextLong(instances), generation),
              _ -> new RateLimiter(limit, fault.apply(rows), clock, random, Traffic::fail));
      boolean isWithin = exact.debtAt(at.get(i)) + 1 <= burst();
      boolean isAllowed = limiter.use("caller").isZero();
      if (isWithin) {
        exact.use();
      } else if (exceeded.isEmpty()) {
        exceeded = Optional.of(i);
      }
      allowed.debtAt(at.get(i));
      if (isAllowed) {
        allowed.use();
      } else if (isWithin && exceeded.isEmpty()) {
        falseRefusals++;
      }
      excess.add(allowed.debt - burst());
    }
    double most = excess.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    double nearly = most - Math.max(2, most / 20);
    int held = 0;
    while (excess.get(held) < nearly) {
      held++;
    }
    int first = exceeded.orElse(held);
    return new Measured(
        at.size(),
        rows.takeRequests().size(),
        falseRefusals,
        most,
        at.get(Math.max(held, first)).minus(at.get(first)));
  }

  private double burst() {
    return limit.capacity().dividedBy(limit.interval());
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }

  /** An exact leaky bucket, independent of the code under test. */
  private final class Exact {

    private double debt;
    private Duration last = Duration.ZERO;

    double debtAt(Duration now) {
      double intervals = (double) now.minus(last).toNanos() / limit.interval().toNanos();
      debt = Math.max(0, debt - intervals);
      last = now;
      // Sums of tenths are not exact.
      return debt - 1e-6;
    }

    void use() {
      debt++;
    }
  }
}
