package cruddur.messaging.port;

import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table. Each method except {@link #all} and {@link #first} makes one request; all reads except
 * those of the index are strongly consistent.
 *
 * <p>Every method throws {@link RowsUnavailableException} if the table does not respond or
 * throttles the request. Whether a write took effect is then unknown.
 */
public interface Rows {

  /** Reads the row at a key. */
  <R extends Row> Optional<R> get(RowKey<R> key);

  /** Reads one page of a query. */
  <R extends Row> RowPage<R> query(RowQuery<R> query);

  /** Puts a row, replacing the existing one, if the condition holds. */
  PutOutcome put(Row row, PutCondition condition);

  /**
   * Deletes a group row if the row at its key is still of the same group and shows the same
   * message. The existing row may be another one, because the index that it was read from lags.
   *
   * @return whether it was deleted; {@code false} also if an earlier attempt, whose response was
   *     lost, deleted it
   */
  boolean delete(MessageGroup seen);

  /** Puts all rows, or none. */
  TransactionOutcome transact(List<ConditionalPut> puts);

  /** Reads all rows of a query, page by page. */
  default <R extends Row> List<R> all(RowQuery<R> query) {
    return first(Integer.MAX_VALUE, query);
  }

  /** Reads the first rows of a query, over as many pages as needed. */
  default <R extends Row> List<R> first(int limit, RowQuery<R> query) {
    List<R> rows = new ArrayList<>();
    Optional<RowQuery<R>> next = Optional.of(query);
    while (next.isPresent() && rows.size() < limit) {
      RowPage<R> page = query(next.get());
      rows.addAll(page.rows());
      next = page.next();
    }
    return rows.size() > limit ? rows.subList(0, limit) : rows;
  }
}
