package cruddur.simulation;

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

/** Forwards every request to another table; subclasses change single requests. */
class ForwardingRows implements Rows {

  private final Rows rows;

  ForwardingRows(Rows rows) {
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
  public Timestamp advanceMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    return rows.advanceMarker(key, marker, upTo);
  }

  @Override
  public void removeMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    rows.removeMarker(key, marker, upTo);
  }

  @Override
  public TransactionOutcome transact(List<ConditionalPut> puts) {
    return rows.transact(puts);
  }
}
