package cruddur.store.dynamodb.item;

import cruddur.messaging.port.row.RowKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class ItemWriter {

  private final Map<String, AttributeValue> attributes;

  /** An item with its primary key only. */
  ItemWriter(RowKey<?> key) {
    attributes = new HashMap<>(MessagesTable.primaryKey(key));
  }

  ItemWriter string(String name, String value) {
    attributes.put(name, AttributeValue.fromS(value));
    return this;
  }

  ItemWriter number(String name, long value) {
    attributes.put(name, AttributeValue.fromN(Long.toString(value)));
    return this;
  }

  /** A number of seconds since 1970 in UTC. */
  ItemWriter epochSecond(String name, Instant value) {
    return number(name, value.getEpochSecond());
  }

  Map<String, AttributeValue> item() {
    return attributes;
  }
}
