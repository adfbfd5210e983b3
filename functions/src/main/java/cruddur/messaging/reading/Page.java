package cruddur.messaging.reading;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One page of a list.
 *
 * @param items in the list's order
 * @param next the sort key that the next page ends before; empty on the last page
 */
public record Page<T>(List<T> items, Optional<String> next) {

  /**
   * A page cut from rows that were read newest first, one more than the page holds: the extra one
   * tells whether another page follows.
   */
  static <T> Page<T> cut(List<T> newestFirst, int limit, Function<T, String> sortKey) {
    if (newestFirst.size() <= limit) {
      return new Page<>(List.copyOf(newestFirst), Optional.empty());
    }
    List<T> items = List.copyOf(newestFirst.subList(0, limit));
    return new Page<>(items, Optional.of(sortKey.apply(items.getLast())));
  }

  /** The same page with its items put in another order, or some left out. */
  Page<T> withItems(UnaryOperator<List<T>> change) {
    return new Page<>(change.apply(items), next);
  }
}
