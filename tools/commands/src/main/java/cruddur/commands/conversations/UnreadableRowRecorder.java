package cruddur.commands.conversations;

import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.RowReader;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.store.dynamodb.item.ReadStateItems;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Reads rows, and remembers what is wrong with the malformed ones. */
final class UnreadableRowRecorder implements RowReader {

  private final RowReader rows;
  private final Set<String> problems = new LinkedHashSet<>();

  UnreadableRowRecorder(RowReader rows) {
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
}
