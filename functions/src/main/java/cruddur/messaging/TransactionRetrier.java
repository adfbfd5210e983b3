package cruddur.messaging;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.RowsContendedException;
import cruddur.messaging.port.TransactionOutcome;
import java.util.List;

/** Runs transactions, and retries each while a concurrent request holds one of its rows. */
public final class TransactionRetrier {

  /** Conflicts with concurrent requests end quickly; this many in a row mean overload. */
  static final int MAX_CONFLICTS = 8;

  private final Rows rows;
  private final Backoff backoff;

  public TransactionRetrier(Rows rows, Backoff backoff) {
    this.rows = rows;
    this.backoff = backoff;
  }

  /**
   * Puts all rows, or none. One request, unless it conflicts with another.
   *
   * @throws RowsContendedException after too many conflicts in a row
   */
  public TransactionOutcome.Settled transact(List<ConditionalPut> puts) {
    for (int conflicts = 0; conflicts < MAX_CONFLICTS; conflicts++) {
      if (conflicts > 0) {
        backoff.after(conflicts);
      }
      if (rows.transact(puts) instanceof TransactionOutcome.Settled settled) {
        return settled;
      }
    }
    throw new RowsContendedException(
        "a transaction met " + MAX_CONFLICTS + " conflicting requests in a row", null);
  }
}
