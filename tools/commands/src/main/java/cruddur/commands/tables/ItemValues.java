package cruddur.commands.tables;

import cruddur.store.dynamodb.item.MessagesTable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts items of any shape to plain values. */
final class ItemValues {

  private ItemValues() {}

  /** The attributes by name: the key first, then the others in alphabetical order. */
  static Map<String, Object> of(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> others = new TreeMap<>(item);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(MessagesTable.PK, value(others.remove(MessagesTable.PK)));
    values.put(MessagesTable.SK, value(others.remove(MessagesTable.SK)));
    others.forEach((name, value) -> values.put(name, value(value)));
    return values;
  }

  /** Sets become lists. Jackson writes bytes in Base64. */
  private static Object value(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> new BigDecimal(value.n());
      case BOOL -> value.bool();
      case NUL -> null;
      case B -> value.b().asByteArray();
      case SS -> value.ss();
      case NS -> value.ns().stream().map(BigDecimal::new).toList();
      case BS -> value.bs().stream().map(bytes -> bytes.asByteArray()).toList();
      case L -> value.l().stream().map(ItemValues::value).toList();
      case M ->
          value.m().entrySet().stream()
              .collect(
                  Collectors.toMap(Map.Entry::getKey, attribute -> value(attribute.getValue())));
      case UNKNOWN_TO_SDK_VERSION -> value.toString();
    };
  }
}
