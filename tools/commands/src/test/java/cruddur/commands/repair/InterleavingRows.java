package cruddur.commands.repair;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import java.util.List;
import java.util.Optional;

/** Rows to which something happens just before one of the requests. */
public final class InterleavingRows implements Rows {

  private final Rows rows;
  private final int which;
  private final Runnable disturbance;
  private int requests;

  /**
   * @param which the first request is 1
   */
  public InterleavingRows(Rows rows, int which, Runnable disturbance) {
    this.rows = rows;
    this.which = which;
    this.disturbance = disturbance;
  }

  /** Whether there were as many requests. */
  public boolean isDisturbed() {
    return requests >= which;
  }

  @Override
  public <R extends Row> Optional<R> get(RowKey<R> key) {
    count();
    return rows.get(key);
  }

  @Override
  public <R extends Row> RowPage<R> query(RowQuery<R> query) {
    count();
    return rows.query(query);
  }

  @Override
  public PutOutcome put(Row row, PutCondition condition) {
    count();
    return rows.put(row, condition);
  }

  @Override
  public boolean delete(MessageGroup seen) {
    count();
    return rows.delete(seen);
  }

  @Override
  public TransactionOutcome transact(List<ConditionalPut> puts) {
    count();
    return rows.transact(puts);
  }

  private void count() {
    requests++;
    if (requests == which) {
      disturbance.run();
    }
  }
}
