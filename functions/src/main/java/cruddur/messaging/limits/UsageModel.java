package cruddur.messaging.limits;

import cruddur.messaging.port.row.UsageWindows;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Computes a caller's debt from their usage row. A use counts from the start of its window, so the
 * result is never more than the actual debt.
 */
record UsageModel(Limit limit, UsageWindows usage) {

  /** Windows that remain in the row after older ones are summarized. */
  private static final int WINDOWS_KEPT = 12;

  private static final int MAX_WINDOWS = 24;

  /** Replaces {@code expired} windows by the debt at the start of the first one that is kept. */
  record Summary(Instant at, Duration debt, Set<Instant> expired) {}

  static Instant windowOf(Instant instant, Limit limit) {
    long seconds = limit.window().toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
  }

  /**
   * The clock of another instance may be ahead: uses of the next window count as made in the
   * current one, and later windows are ignored.
   */
  Duration debt(Instant now) {
    Instant current = windowOf(now, limit);
    return debt(now, current, current.plus(limit.window()));
  }

  /** Empty if there are too few old windows. */
  Optional<Summary> summary(Instant now) {
    Instant current = windowOf(now, limit);
    Set<Instant> windows = new TreeSet<>(usage.uses().keySet());
    windows.addAll(usage.debts().keySet());
    Instant oldest = current.minus(limit.window().multipliedBy(MAX_WINDOWS));
    if (windows.stream().noneMatch(oldest::isAfter)) {
      return Optional.empty();
    }
    Instant at = current.minus(limit.window().multipliedBy(WINDOWS_KEPT));
    windows.removeIf(window -> !window.isBefore(at));
    return Optional.of(new Summary(at, debt(at, at, at.minusNanos(1)), windows));
  }

  /** Windows after {@code current}, up to {@code last}, count as started at {@code current}. */
  private Duration debt(Instant end, Instant current, Instant last) {
    SortedMap<Instant, Duration> known = usage.debts().headMap(end.plusNanos(1));
    Duration debt = known.isEmpty() ? Duration.ZERO : known.lastEntry().getValue();
    Instant at = known.isEmpty() ? Instant.EPOCH : known.lastKey();
    for (Map.Entry<Instant, Long> window : usage.uses().tailMap(at).entrySet()) {
      if (window.getKey().isAfter(last)) {
        break;
      }
      Instant start = window.getKey().isAfter(current) ? current : window.getKey();
      debt = paidBack(debt, at, start).plus(limit.interval().multipliedBy(window.getValue()));
      at = start;
    }
    return paidBack(debt, at, end);
  }

  private static Duration paidBack(Duration debt, Instant from, Instant to) {
    Duration rest = debt.minus(Duration.between(from, to));
    return rest.isNegative() ? Duration.ZERO : rest;
  }
}
