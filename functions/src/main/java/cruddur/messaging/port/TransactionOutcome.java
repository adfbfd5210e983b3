package cruddur.messaging.port;

import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import java.util.Map;
import java.util.Optional;

/** How a transaction ended. */
public sealed interface TransactionOutcome {

  /** It ended, one way or the other. */
  sealed interface Settled extends TransactionOutcome {}

  /** All rows stand. */
  record Committed() implements Settled {}

  /**
   * Some conditions did not hold and nothing was written.
   *
   * @param standing by key, the rows that stood in the way
   */
  record Refused(Map<RowKey<?>, Row> standing) implements Settled {

    /** The row that stood at this key, if it was in the way. */
    public <R extends Row> Optional<Row> at(RowKey<R> key) {
      return Optional.ofNullable(standing.get(key));
    }
  }

  /**
   * Another request held one of the rows at that moment. Nothing was written; to be tried again.
   */
  record Conflict() implements TransactionOutcome {}
}
