package cruddur.commands.check.issue;

import cruddur.messaging.port.row.RowKey;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Formats keys for issues. */
public final class KeyText {

  private KeyText() {}

  /** The partition key and sort key of a row. */
  public static String of(RowKey<?> key) {
    return of(MessagesTable.primaryKey(key));
  }

  /** The partition key and sort key of an item. */
  public static String of(Map<String, AttributeValue> item) {
    return item.get(MessagesTable.PK).s() + " " + item.get(MessagesTable.SK).s();
  }
}
