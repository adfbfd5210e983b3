package cruddur.conversation.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table. Each method but {@link #all} is one request; all reads but those of the index are strongly consistent.
 *
 * <p>Every method throws {@link RowsUnavailableException} when the table does not answer or refuses for load. Whether a
 * write took effect is then unknown.
 */
public interface Rows {

  /** The row at a key. */
  <R extends Row> Optional<R> get(RowKey<R> key);

  /** One page of a query. */
  <R extends Row> RowPage<R> query(RowQuery<R> query);

  /** Puts a row, in place of what stands at its key, if the condition holds. */
  PutOutcome put(Row row, PutCondition condition);

  /** Deletes the row at a key, and returns it; empty when nothing stood there. */
  <R extends Row> Optional<R> delete(RowKey<R> key);

  /** Puts all rows, or none. */
  TransactionOutcome transact(List<ConditionalPut> puts);

  /** All pages of a query. */
  default <R extends Row> List<R> all(RowQuery<R> query) {
    List<R> rows = new ArrayList<>();
    Optional<RowQuery<R>> page = Optional.of(query);
    while (page.isPresent()) {
      RowPage<R> read = query(page.get());
      rows.addAll(read.rows());
      page = read.next();
    }
    return rows;
  }
}
