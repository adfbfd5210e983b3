package cruddur.messaging.limits;

import cruddur.messaging.limits.UsageModel.Summary;
import cruddur.messaging.port.UsageUpdate;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UsageWindows;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an instance knows of one caller's use: a leaky bucket (GCRA), filled by an interval with
 * each use, and drained by time. Safe for threads.
 *
 * <p>A clock that goes back drains nothing, and takes nothing away either: time goes on from there.
 */
final class LeakyBucket {

  /** A report is due with every sixth use, */
  static final int USES_A_REPORT = 7;

  /** and with every fifth from half a burst on: at most 0.2 requests a use. */
  private static final int USES_A_REPORT_WHEN_BUSY = 5;

  /** By then what an instance has counted is paid back, whether TTL has deleted the row or not. */
  private static final Duration KEPT_FOR = Duration.ofHours(1);

  private final Limit limit;
  private final SortedMap<Instant, Long> unreported = new TreeMap<>();
  private Optional<Summary> summary = Optional.empty();
  private Duration owed = Duration.ZERO;
  private Instant at = Instant.MIN;
  private int usesSinceReport;
  private boolean exceeded;

  /**
   * A bucket that is empty.
   *
   * @param usesSinceReport so many fewer until the first report; one less than {@link
   *     #USES_A_REPORT} for one with the first use
   */
  LeakyBucket(Limit limit, int usesSinceReport) {
    this.limit = limit;
    this.usesSinceReport = usesSinceReport;
  }

  /**
   * Counts one use if there is room.
   *
   * @return zero if there is, else how long until there is
   */
  synchronized Duration use(Instant now) {
    drain(now);
    Duration wait = overBy(limit.capacity().minus(limit.interval()));
    if (wait.isZero()) {
      owed = owed.plus(limit.interval());
      count(UsageModel.windowOf(now, limit), 1);
      usesSinceReport++;
    }
    return wait;
  }

  /** Takes a use of now back. */
  synchronized void giveBack(Instant now) {
    drain(now);
    Duration rest = owed.minus(limit.interval());
    owed = rest.isNegative() ? Duration.ZERO : rest;
    count(UsageModel.windowOf(now, limit), -1);
  }

  /**
   * Whether it is time for a report: now and then; with each use of a caller who has been over the
   * limit; and when he is refused, if there is anything to tell.
   */
  synchronized boolean isReportDue(Duration wait) {
    if (!wait.isZero()) {
      return !unreported.isEmpty();
    }
    return exceeded || usesSinceReport >= (isBusy() ? USES_A_REPORT_WHEN_BUSY : USES_A_REPORT);
  }

  /** Whether uses were reported that have been given back since. */
  synchronized boolean hasReportedTooMuch() {
    return unreported.values().stream().mapToLong(Long::longValue).sum() < 0;
  }

  /** What to report; from now on it counts as reported. */
  synchronized UsageUpdate report(RowKey.OfUsageWindows key, Instant now) {
    SortedMap<Instant, Long> uses = new TreeMap<>(unreported);
    SortedMap<Instant, Duration> summed = new TreeMap<>();
    summary.ifPresent(old -> {
      uses.headMap(old.at()).clear();
      if (old.owed().isPositive()) {
        summed.put(old.at(), old.owed());
      }
    });
    Set<Instant> forgotten = summary.map(Summary::forgotten).orElse(Set.of());
    unreported.clear();
    summary = Optional.empty();
    usesSinceReport = 0;
    Instant expiresAt = UsageModel.windowOf(now, limit).plus(KEPT_FOR);
    return new UsageUpdate(
        new UsageWindows(key, Collections.unmodifiableSortedMap(uses), summed, expiresAt),
        forgotten);
  }

  /**
   * Learns what all instances have reported together.
   *
   * @return zero if all of that is allowed, else how long until it is
   */
  synchronized Duration learn(UsageWindows all, Instant now) {
    drain(now);
    UsageModel history = new UsageModel(limit, all);
    Duration reported = history.owed(now);
    owed = owed.compareTo(reported) > 0 ? owed : reported;
    summary = history.summary(now);
    return overBy(limit.capacity());
  }

  private Duration overBy(Duration room) {
    Duration over = owed.minus(room);
    if (!over.isPositive()) {
      return Duration.ZERO;
    }
    exceeded = true;
    return over;
  }

  private void count(Instant window, long uses) {
    unreported.merge(window, uses, (one, other) -> one + other == 0 ? null : one + other);
  }

  private void drain(Instant now) {
    if (now.isAfter(at) && owed.isPositive()) {
      Duration rest = owed.minus(Duration.between(at, now));
      owed = rest.isNegative() ? Duration.ZERO : rest;
    }
    at = now;
    exceeded &= isBusy();
  }

  private boolean isBusy() {
    return owed.multipliedBy(2).compareTo(limit.capacity()) >= 0;
  }
}
