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
 * What the row of a caller says: at least so much is owed.
 *
 * <p>The row adds uses up by windows. They are taken as made when their window began, which is no
 * later than they were, and so never makes more of them than there is.
 */
record UsageModel(Limit limit, UsageWindows use) {

  /** Windows that a row is left with when older ones are summed up. */
  private static final int KEPT = 12;

  /** Windows that a row may have before it is worth summing older ones up. */
  private static final int MOST = 24;

  /**
   * Older windows in one figure.
   *
   * @param at the beginning of the first window that is kept
   * @param owed what was owed then
   * @param forgotten the moments of what it stands for
   */
  record Summary(Instant at, Duration owed, Set<Instant> forgotten) {}

  /** The beginning of the window that a moment is in. */
  static Instant windowOf(Instant moment, Limit limit) {
    long seconds = limit.window().toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
  }

  /**
   * What is owed now. Another instance's clock may be a little ahead, and what it has counted in
   * the next window is taken as made in this one; further ahead no clock is believed.
   */
  Duration owed(Instant now) {
    Instant current = windowOf(now, limit);
    return owed(now, current, current.plus(limit.window()));
  }

  /** What to replace old windows with, where there are enough of them. */
  Optional<Summary> summary(Instant now) {
    Instant current = windowOf(now, limit);
    Set<Instant> moments = new TreeSet<>(use.uses().keySet());
    moments.addAll(use.owed().keySet());
    Instant worthIt = current.minus(limit.window().multipliedBy(MOST));
    if (moments.stream().noneMatch(worthIt::isAfter)) {
      return Optional.empty();
    }
    Instant at = current.minus(limit.window().multipliedBy(KEPT));
    moments.removeIf(moment -> !moment.isBefore(at));
    return Optional.of(new Summary(at, owed(at, at, at.minusNanos(1)), moments));
  }

  /** What is owed in the end, by windows up to the last; those after {@code current} began then. */
  private Duration owed(Instant end, Instant current, Instant last) {
    SortedMap<Instant, Duration> known = use.owed().headMap(end.plusNanos(1));
    Duration owed = known.isEmpty() ? Duration.ZERO : known.lastEntry().getValue();
    Instant at = known.isEmpty() ? Instant.EPOCH : known.lastKey();
    for (Map.Entry<Instant, Long> window : use.uses().tailMap(at).entrySet()) {
      if (window.getKey().isAfter(last)) {
        break;
      }
      Instant made = window.getKey().isAfter(current) ? current : window.getKey();
      owed = paidBack(owed, at, made).plus(limit.interval().multipliedBy(window.getValue()));
      at = made;
    }
    return paidBack(owed, at, end);
  }

  private static Duration paidBack(Duration owed, Instant from, Instant to) {
    Duration rest = owed.minus(Duration.between(from, to));
    return rest.isNegative() ? Duration.ZERO : rest;
  }
}
