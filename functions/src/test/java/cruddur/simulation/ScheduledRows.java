package cruddur.simulation;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.UsageCounter;
import cruddur.messaging.port.UsageUpdate;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UsageWindows;
import java.util.List;
import java.util.Optional;

/** The table as an invocation sees it: every request waits for the scheduler. */
final class ScheduledRows implements Rows, UsageCounter {

  @Override
  public <R extends Row> Optional<R> get(RowKey<R> key) {
    return SimulatedInvocation.request(new TableRequest.Get<>(key));
  }

  @Override
  public <R extends Row> RowPage<R> query(RowQuery<R> query) {
    return SimulatedInvocation.request(new TableRequest.Query<>(query));
  }

  @Override
  public PutOutcome put(Row row, PutCondition condition) {
    return SimulatedInvocation.request(new TableRequest.Put(row, condition));
  }

  @Override
  public boolean delete(MessageGroup seen) {
    return SimulatedInvocation.request(new TableRequest.Delete(seen));
  }

  @Override
  public Timestamp advanceMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    return SimulatedInvocation.request(new TableRequest.AdvanceMarker(key, marker, upTo));
  }

  @Override
  public void removeMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    SimulatedInvocation.request(new TableRequest.RemoveMarker(key, marker, upTo));
  }

  @Override
  public UsageWindows count(UsageUpdate update) {
    return SimulatedInvocation.request(new TableRequest.Count(update));
  }

  @Override
  public TransactionOutcome transact(List<ConditionalPut> puts) {
    return SimulatedInvocation.request(new TableRequest.Transact(puts));
  }
}
