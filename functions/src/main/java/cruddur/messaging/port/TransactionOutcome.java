package cruddur.messaging.port;

import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import java.util.Map;
import java.util.Optional;

/** The outcome of a transaction. */
public sealed interface TransactionOutcome {

  /** A final outcome, as opposed to a conflict. */
  sealed interface Settled extends TransactionOutcome {}

  /** All rows were written. */
  record Committed() implements Settled {}

  /**
   * Some conditions did not hold and nothing was written.
   *
   * @param existing the existing rows at the keys whose condition did not hold
   */
  record Refused(Map<RowKey<?>, Row> existing) implements Settled {

    /** The existing row at this key, if its condition did not hold. */
    public <R extends Row> Optional<Row> at(RowKey<R> key) {
      return Optional.ofNullable(existing.get(key));
    }
  }

  /** Another request was writing one of the rows. Nothing was written; retry. */
  record Conflict() implements TransactionOutcome {}
}
