package cruddur.commands.check;

import cruddur.messaging.port.UnreadableRowException;
import cruddur.messaging.port.row.Row;
import cruddur.store.dynamodb.RowItems;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows of a scan that passes over what it cannot read. */
final class StoredRow {

  private StoredRow() {}

  /** The row that an item holds, if it is of this type and can be read. */
  static <R extends Row> Stream<R> of(Class<R> type, Map<String, AttributeValue> item) {
    try {
      return Stream.of(RowItems.toRow(item)).filter(type::isInstance).map(type::cast);
    } catch (UnreadableRowException told) {
      return Stream.empty();
    }
  }
}
