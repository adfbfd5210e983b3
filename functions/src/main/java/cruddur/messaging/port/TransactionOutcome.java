package cruddur.messaging.port;

import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UnreadableRow;
import cruddur.messaging.port.row.UnreadableRowException;
import java.util.Map;
import java.util.Optional;

public sealed interface TransactionOutcome {

  /** Any outcome but a conflict. */
  sealed interface Settled extends TransactionOutcome {}

  record Committed() implements Settled {}

  /**
   * Nothing was written.
   *
   * @param existing the rows at the keys whose condition did not hold
   */
  record Refused(Map<RowKey<?>, Row> existing) implements Settled {

    /**
     * Returns the row at a key, if its condition did not hold.
     *
     * @throws UnreadableRowException if that row is malformed
     */
    public <R extends Row> Optional<Row> at(RowKey<R> key) {
      if (existing.get(key) instanceof UnreadableRow unreadable) {
        throw unreadable.cause();
      }
      return Optional.ofNullable(existing.get(key));
    }
  }

  /** Another request was writing one of the rows. Nothing was written; retry. */
  record Conflict() implements TransactionOutcome {}
}
