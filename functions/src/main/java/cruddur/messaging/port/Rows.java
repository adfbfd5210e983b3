package cruddur.messaging.port;

import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table. All reads except those of the index are strongly consistent.
 *
 * <p>Every method throws {@link RowsUnavailableException} if the table throttles or does not
 * respond. A write may then have taken effect.
 */
public interface Rows {

  <R extends Row> Optional<R> get(RowKey<R> key);

  <R extends Row> RowPage<R> query(RowQuery<R> query);

  /** Replaces the existing row if the condition holds. */
  PutOutcome put(Row row, PutCondition condition);

  /**
   * Deletes the row at the key of {@code seen} if it is still of the same group and shows the same
   * message. It may not, because the index that {@code seen} was read from lags.
   *
   * @return {@code false} also if an earlier attempt, whose response was lost, deleted it
   */
  boolean delete(MessageGroup seen);

  /** Puts all rows, or none. */
  TransactionOutcome transact(List<ConditionalPut> puts);

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
