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
 * One caller's usage as one instance knows it: a leaky bucket (GCRA). Safe for threads. A clock
 * that is set back neither pays debt back nor adds any.
 */
final class LeakyBucket {

  static final int USES_PER_REPORT = 7;

  /** From half a burst on: at most 0.2 requests per use. */
  private static final int USES_PER_REPORT_WHEN_BUSY = 5;

  /** By then the debt of any window is paid back. */
  private static final Duration KEPT_FOR = Duration.ofHours(1);

  private final Limit limit;
  private final SortedMap<Instant, Long> unreported = new TreeMap<>();
  private Optional<Summary> summary = Optional.empty();
  private Duration debt = Duration.ZERO;
  private Instant updatedAt = Instant.MIN;
  private int usesSinceReport;
  private boolean exceeded;

  /** With {@link #USES_PER_REPORT} - 1, the first use is reported. */
  LeakyBucket(Limit limit, int usesSinceReport) {
    this.limit = limit;
    this.usesSinceReport = usesSinceReport;
  }

  /**
   * Counts one use if the limit allows it.
   *
   * @return zero if it is allowed, else the time until one is
   */
  synchronized Duration use(Instant now) {
    payBack(now);
    Duration wait = excessOver(limit.capacity().minus(limit.interval()));
    if (wait.isZero()) {
      debt = debt.plus(limit.interval());
      count(UsageModel.windowOf(now, limit), 1);
      usesSinceReport++;
    }
    return wait;
  }

  synchronized void giveBack(Instant now) {
    payBack(now);
    Duration rest = debt.minus(limit.interval());
    debt = rest.isNegative() ? Duration.ZERO : rest;
    count(UsageModel.windowOf(now, limit), -1);
  }

  /** See docs/design.md, "When an instance reports". {@code wait}: the result of {@link #use}. */
  synchronized boolean isReportDue(Duration wait) {
    if (!wait.isZero()) {
      return !unreported.isEmpty();
    }
    return exceeded || usesSinceReport >= (isBusy() ? USES_PER_REPORT_WHEN_BUSY : USES_PER_REPORT);
  }

  /** Whether uses that were reported have been taken back since. */
  synchronized boolean hasReportedTooMuch() {
    return unreported.values().stream().mapToLong(Long::longValue).sum() < 0;
  }

  /** The update to report; its uses count as reported from now on. */
  synchronized UsageUpdate report(RowKey.OfUsageWindows key, Instant now) {
    SortedMap<Instant, Long> uses = new TreeMap<>(unreported);
    SortedMap<Instant, Duration> debts = new TreeMap<>();
    summary.ifPresent(old -> {
      uses.headMap(old.at()).clear();
      if (old.debt().isPositive()) {
        debts.put(old.at(), old.debt());
      }
    });
    Set<Instant> expired = summary.map(Summary::expired).orElse(Set.of());
    unreported.clear();
    summary = Optional.empty();
    usesSinceReport = 0;
    Instant expiresAt = UsageModel.windowOf(now, limit).plus(KEPT_FOR);
    return new UsageUpdate(
        new UsageWindows(key, Collections.unmodifiableSortedMap(uses), debts, expiresAt), expired);
  }

  /**
   * Takes over what all instances have reported.
   *
   * @return zero if all of it is allowed, else the time until it is
   */
  synchronized Duration learn(UsageWindows reported, Instant now) {
    payBack(now);
    UsageModel usage = new UsageModel(limit, reported);
    Duration reportedDebt = usage.debt(now);
    debt = debt.compareTo(reportedDebt) > 0 ? debt : reportedDebt;
    summary = usage.summary(now);
    return excessOver(limit.capacity());
  }

  private Duration excessOver(Duration allowed) {
    Duration excess = debt.minus(allowed);
    if (!excess.isPositive()) {
      return Duration.ZERO;
    }
    exceeded = true;
    return excess;
  }

  private void count(Instant window, long uses) {
    unreported.merge(window, uses, (one, other) -> one + other == 0 ? null : one + other);
  }

  private void payBack(Instant now) {
    if (now.isAfter(updatedAt) && debt.isPositive()) {
      Duration rest = debt.minus(Duration.between(updatedAt, now));
      debt = rest.isNegative() ? Duration.ZERO : rest;
    }
    updatedAt = now;
    exceeded &= isBusy();
  }

  private boolean isBusy() {
    return debt.multipliedBy(2).compareTo(limit.capacity()) >= 0;
  }
}
