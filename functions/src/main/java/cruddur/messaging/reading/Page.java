package cruddur.messaging.reading;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param next the oldest sort key on this page, if a next page exists; that page contains only
 *     older ones
 */
public record Page<T>(List<T> items, Optional<String> next) {

  /** Cuts a page from rows read newest first; one row beyond the limit means a next page exists. */
  static <T> Page<T> cut(List<T> newestFirst, int limit, Function<T, String> sortKey) {
    if (newestFirst.size() <= limit) {
      return new Page<>(List.copyOf(newestFirst), Optional.empty());
    }
    List<T> items = List.copyOf(newestFirst.subList(0, limit));
    return new Page<>(items, Optional.of(sortKey.apply(items.getLast())));
  }

  <R> Page<R> withItems(Function<List<T>, List<R>> change) {
    return new Page<>(change.apply(items), next);
  }
}
