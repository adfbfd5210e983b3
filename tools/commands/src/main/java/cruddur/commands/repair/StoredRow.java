package cruddur.commands.repair;

import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.store.dynamodb.item.RowItems;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads rows of a scan, and skips unreadable ones. */
public final class StoredRow {

  private StoredRow() {}

  /** Returns the row of an item if it is of this type and readable. */
  public static <R extends Row> Stream<R> of(Class<R> type, Map<String, AttributeValue> item) {
    try {
      return Stream.of(RowItems.toRow(item)).filter(type::isInstance).map(type::cast);
    } catch (UnreadableRowException ignored) {
      return Stream.empty();
    }
  }
}
