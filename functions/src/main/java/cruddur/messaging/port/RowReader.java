package cruddur.messaging.port;

import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UnreadableRowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the table. All reads except those of the index are strongly consistent.
 *
 * <p>Every method throws {@link RowsUnavailableException} if the table throttles or does not
 * respond, {@link RowsInaccessibleException} if an operator has to act first, and {@link
 * RequestRejectedException} if the content of the request is invalid.
 */
public interface RowReader {

  /** Throws {@link UnreadableRowException} for a malformed row. */
  <R extends Row> Optional<R> get(RowKey<R> key);

  /** Like {@link #get}, but a malformed row is treated as absent. */
  default <R extends Row> Optional<R> getReadable(RowKey<R> key) {
    try {
      return get(key);
    } catch (UnreadableRowException e) {
      return Optional.empty();
    }
  }

  <R extends Row> RowPage<R> query(RowQuery<R> query);

  /**
   * Reads all rows of a query.
   *
   * @throws UnreadableRowException if one of them is malformed
   */
  default <R extends Row> List<R> all(RowQuery<R> query) {
    return first(Integer.MAX_VALUE, query, RowPage::allRows);
  }

  /** Reads all rows of a query, but leaves out malformed ones. */
  default <R extends Row> List<R> allReadable(RowQuery<R> query) {
    return first(Integer.MAX_VALUE, query, RowPage::rows);
  }

  /** Reads the first rows of a query, over as many pages as needed. Leaves out malformed ones. */
  default <R extends Row> List<R> firstReadable(int limit, RowQuery<R> query) {
    return first(limit, query, RowPage::rows);
  }

  /** Counts the rows of a query, malformed ones too, up to a limit. */
  default <R extends Row> int count(int limit, RowQuery<R> query) {
    int count = 0;
    Optional<RowQuery<R>> next = Optional.of(query);
    while (next.isPresent() && count < limit) {
      RowPage<R> page = query(next.get());
      count += page.rows().size() + page.unreadable().size();
      next = page.next();
    }
    return Math.min(count, limit);
  }

  private <R extends Row> List<R> first(
      int limit, RowQuery<R> query, Function<RowPage<R>, List<R>> rowsOf) {
    List<R> rows = new ArrayList<>();
    Optional<RowQuery<R>> next = Optional.of(query);
    while (next.isPresent() && rows.size() < limit) {
      RowPage<R> page = query(next.get());
      rows.addAll(rowsOf.apply(page));
      next = page.next();
    }
    return rows.size() > limit ? rows.subList(0, limit) : rows;
  }
}
