package cruddur.messaging.limits;

import cruddur.handler.fixture.SettableClock;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.ObservedRows;
import cruddur.messaging.port.Rows;
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
 * One caller's uses, each taken by an instance that chance picks, held against a limiter that knows
 * all of them.
 *
 * @param limit what he uses
 * @param at when, since the beginning
 * @param instances how many there are
 * @param life after how long each is replaced by a new one
 */
record Traffic(Limit limit, List<Duration> at, int instances, Optional<Duration> life) {

  /**
   * What came of it.
   *
   * @param requests for counting
   * @param falseRefusals uses that were refused, and that the one who knows all would have allowed
   * @param excess the most uses allowed beyond the limit
   * @param heldAfter from the first use that the limit does not allow until there was no more
   *     excess to come, but for a twentieth
   */
  record Measured(int uses, int requests, int falseRefusals, double excess, Duration heldAfter) {}

  /** A use every so often, until the end; the first at once. */
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

  /** With the table as each of the limiters sees it, which may be at fault. */
  Measured measured(long seed, UnaryOperator<Rows> fault) {
    RandomGenerator random = new SplittableRandom(seed);
    Instant start = Instant.ofEpochSecond(1_800_000_000 + random.nextInt(3600), random.nextInt());
    SettableClock clock = new SettableClock(start);
    ObservedRows rows = new ObservedRows(new MemoryRows());
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
      boolean isWithin = exact.owedAt(at.get(i)) + 1 <= burst();
      boolean isAllowed = limiter.use("caller").isZero();
      if (isWithin) {
        exact.use();
      } else if (exceeded.isEmpty()) {
        exceeded = Optional.of(i);
      }
      allowed.owedAt(at.get(i));
      if (isAllowed) {
        allowed.use();
      } else if (isWithin && exceeded.isEmpty()) {
        falseRefusals++;
      }
      excess.add(allowed.owed - burst());
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

  /** A bucket in plain figures; nothing of it is of the code under test. */
  private final class Exact {

    private double owed;
    private Duration last = Duration.ZERO;

    double owedAt(Duration now) {
      double intervals = (double) now.minus(last).toNanos() / limit.interval().toNanos();
      owed = Math.max(0, owed - intervals);
      last = now;
      // Sums of tenths are not exact.
      return owed - 1e-6;
    }

    void use() {
      owed++;
    }
  }
}
