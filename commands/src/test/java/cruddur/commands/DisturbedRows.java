package cruddur.commands;

import cruddur.conversation.rows.ConditionalPut;
import cruddur.conversation.rows.MessageGroup;
import cruddur.conversation.rows.PutCondition;
import cruddur.conversation.rows.PutOutcome;
import cruddur.conversation.rows.RecentUse;
import cruddur.conversation.rows.Row;
import cruddur.conversation.rows.RowKey;
import cruddur.conversation.rows.RowPage;
import cruddur.conversation.rows.RowQuery;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.TransactionOutcome;
import cruddur.conversation.rows.UseReport;
import java.util.List;
import java.util.Optional;

/** Rows to which something happens just before one of the requests. */
final class DisturbedRows implements Rows {

  private final Rows rows;
  private final int which;
  private final Runnable disturbance;
  private int requests;

  /**
   * @param which the first request is 1
   */
  DisturbedRows(Rows rows, int which, Runnable disturbance) {
    this.rows = rows;
    this.which = which;
    this.disturbance = disturbance;
  }

  /** Whether there were as many requests. */
  boolean isDisturbed() {
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
  public RecentUse count(UseReport report) {
    count();
    return rows.count(report);
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
