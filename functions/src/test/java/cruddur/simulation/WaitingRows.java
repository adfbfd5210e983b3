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

/** The table as an invocation sees it: each request waits for its turn. */
final class WaitingRows implements Rows {

  @Override
  public <R extends Row> Optional<R> get(RowKey<R> key) {
    return Invocation.request(new Request.Get<>(key));
  }

  @Override
  public <R extends Row> RowPage<R> query(RowQuery<R> query) {
    return Invocation.request(new Request.Query<>(query));
  }

  @Override
  public PutOutcome put(Row row, PutCondition condition) {
    return Invocation.request(new Request.Put(row, condition));
  }

  @Override
  public boolean delete(MessageGroup seen) {
    return Invocation.request(new Request.Delete(seen));
  }

  @Override
  public RecentUse count(UseReport report) {
    return Invocation.request(new Request.Count(report));
  }

  @Override
  public TransactionOutcome transact(List<ConditionalPut> puts) {
    return Invocation.request(new Request.Transact(puts));
  }
}
