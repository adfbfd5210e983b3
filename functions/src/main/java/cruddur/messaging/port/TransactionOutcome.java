package cruddur.messaging.port;

import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
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

    public <R extends Row> Optional<Row> at(RowKey<R> key) {
      return Optional.ofNullable(existing.get(key));
    }
  }

  /** Another request was writing one of the rows. Nothing was written; retry. */
  record Conflict() implements TransactionOutcome {}
}
