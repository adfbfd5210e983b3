package cruddur.messaging.port;

import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UsageWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table. Each method but {@link #all} and {@link #first} is one request; all reads but those of
 * the index are strongly consistent.
 *
 * <p>Every method throws {@link RowsUnavailableException} when the table does not answer or refuses
 * for load. Whether a write took effect is then unknown.
 */
public interface Rows {

  /** The row at a key. */
  <R extends Row> Optional<R> get(RowKey<R> key);

  /** One page of a query. */
  <R extends Row> RowPage<R> query(RowQuery<R> query);

  /** Puts a row, in place of what stands at its key, if the condition holds. */
  PutOutcome put(Row row, PutCondition condition);

  /**
   * Deletes a group's row if it still stands as it was seen: at its key, of its group, showing the
   * same message. What stands there now may be another, since the index it was seen in lags.
   *
   * @return whether it stood there; {@code false} also when an earlier try, whose response was
   *     lost, has deleted it
   */
  boolean delete(MessageGroup seen);

  /**
   * Adds to a row of recent use, which is made if there is none. It answers soon or not at all, and
   * is tried once: what is counted twice would be worse than what is not.
   *
   * @return the row as it stands then
   */
  UsageWindows count(UsageUpdate report);

  /** Puts all rows, or none. */
  TransactionOutcome transact(List<ConditionalPut> puts);

  /** All rows of a query, page by page. */
  default <R extends Row> List<R> all(RowQuery<R> query) {
    return first(Integer.MAX_VALUE, query);
  }

  /** The first rows of a query, over as many pages as it takes. */
  default <R extends Row> List<R> first(int most, RowQuery<R> query) {
    List<R> rows = new ArrayList<>();
    Optional<RowQuery<R>> page = Optional.of(query);
    while (page.isPresent() && rows.size() < most) {
      RowPage<R> read = query(page.get());
      rows.addAll(read.rows());
      page = read.next();
    }
    return rows.size() > most ? rows.subList(0, most) : rows;
  }
}
