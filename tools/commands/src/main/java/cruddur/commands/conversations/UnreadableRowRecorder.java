package cruddur.commands.conversations;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.store.dynamodb.item.ReadStateItems;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rows that remember what is wrong with the malformed rows that reads have found. */
final class UnreadableRowRecorder implements Rows {

  private final Rows rows;
  private final Set<String> problems = new LinkedHashSet<>();

  UnreadableRowRecorder(Rows rows) {
    this.rows = rows;
  }

  /** A line for each malformed row. */
  Set<String> problems() {
    return problems;
  }

  @Override
  public <R extends Row> RowPage<R> query(RowQuery<R> query) {
    RowPage<R> page = rows.query(query);
    page.unreadable().stream().map(UnreadableRowException::getMessage).forEach(problems::add);
    page.rows().forEach(this::addMalformedMarkers);
    return page;
  }

  @Override
  public <R extends Row> Optional<R> get(RowKey<R> key) {
    try {
      Optional<R> row = rows.get(key);
      row.ifPresent(this::addMalformedMarkers);
      return row;
    } catch (UnreadableRowException e) {
      problems.add(e.getMessage());
      throw e;
    }
  }

  private void addMalformedMarkers(Row row) {
    if (row instanceof ReadState state) {
      ReadStateItems.problems(state).stream()
          .map(UnreadableRowException::getMessage)
          .forEach(problems::add);
    }
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
  public Timestamp advance(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    return rows.advance(key, marker, upTo);
  }

  @Override
  public void withdraw(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    rows.withdraw(key, marker, upTo);
  }

  @Override
  public TransactionOutcome transact(List<ConditionalPut> puts) {
    return rows.transact(puts);
  }
}
