package cruddur.simulation;

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

/** The table behind another; for what differs from it in one request. */
class PassingOn implements Rows {

  private final Rows rows;

  PassingOn(Rows rows) {
    this.rows = rows;
  }

  @Override
  public <R extends Row> Optional<R> get(RowKey<R> key) {
    return rows.get(key);
  }

  @Override
  public <R extends Row> RowPage<R> query(RowQuery<R> query) {
    return rows.query(query);
  }

  @Override
  public PutOutcome put(Row row, PutCondition condition) {
    return rows.put(row, condition);
  }

  @Override
  public boolean delete(MessageGroup seen) {
    return rows.delete(seen);
  }

  @Override
  public RecentUse count(UseReport report) {
    return rows.count(report);
  }

  @Override
  public TransactionOutcome transact(List<ConditionalPut> puts) {
    return rows.transact(puts);
  }
}
