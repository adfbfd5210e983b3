package cruddur.commands.repair;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Rows that run an action just before one of the requests, which may be concurrent. */
public final class InterleavingRows implements Rows {

  private final Rows rows;
  private final int number;
  private final Runnable action;
  private final AtomicInteger requests = new AtomicInteger();

  /**
   * @param number of the request, from 1
   */
  public InterleavingRows(Rows rows, int number, Runnable action) {
    this.rows = rows;
    this.number = number;
    this.action = action;
  }

  /** Whether the action has run. */
  public boolean isInterrupted() {
    return requests.get() >= number;
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
  public Timestamp advanceMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    count();
    return rows.advanceMarker(key, marker, upTo);
  }

  @Override
  public void removeMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    count();
    rows.removeMarker(key, marker, upTo);
  }

  @Override
  public TransactionOutcome transact(List<ConditionalPut> puts) {
    count();
    return rows.transact(puts);
  }

  private void count() {
    if (requests.incrementAndGet() == number) {
      action.run();
    }
  }
}
