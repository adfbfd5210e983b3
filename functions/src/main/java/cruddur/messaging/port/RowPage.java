package cruddur.messaging.port;

import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.UnreadableRowException;
import java.util.List;
import java.util.Optional;

/**
 * One page of a query. It may be empty even if more pages follow.
 *
 * @param rows the rows that can be read
 * @param unreadable what is wrong with each of the others
 */
public record RowPage<R extends Row>(
    List<R> rows, List<UnreadableRowException> unreadable, Optional<RowQuery<R>> next) {

  /** A page whose rows can all be read. */
  public RowPage(List<R> rows, Optional<RowQuery<R>> next) {
    this(rows, List.of(), next);
  }

  /**
   * Returns the rows if all can be read.
   *
   * @throws UnreadableRowException for the first that cannot
   */
  public List<R> allRows() {
    if (!unreadable.isEmpty()) {
      throw unreadable.getFirst();
    }
    return rows;
  }
}
