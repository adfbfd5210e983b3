package cruddur.commands.check;

import cruddur.messaging.port.row.RowKey;
import cruddur.store.dynamodb.MessagesTable;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keys as findings show them. */
final class KeyText {

  private KeyText() {}

  /** A row's two keys. */
  static String of(RowKey<?> key) {
    return of(MessagesTable.primaryKey(key));
  }

  /** The two keys of an item. */
  static String of(Map<String, AttributeValue> item) {
    return item.get(MessagesTable.PK).s() + " " + item.get(MessagesTable.SK).s();
  }
}
