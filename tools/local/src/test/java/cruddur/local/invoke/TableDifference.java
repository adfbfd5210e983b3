package cruddur.local.invoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The changes of a table since this was created, without the usage rows, which are written at
 * random.
 */
final class TableDifference {

  private final DynamoDbClient client;
  private final String table;
  private final Map<String, Map<String, AttributeValue>> before;

  TableDifference(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
    this.before = rows();
  }

  /** The rows before the changes. */
  Set<String> before() {
    return before.keySet();
  }

  /**
   * Restores the table. Returns a line for each row that was deleted, {@code - row}, and for each
   * that was added, {@code + row}, ordered by key; a row is the JSON of its attributes, keys first.
   */
  List<String> undo() {
    Map<String, Map<String, AttributeValue>> after = rows();
    Set<String> all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    List<String> lines = new ArrayList<>();
    for (String row : all) {
      if (!before.containsKey(row)) {
        lines.add("+ " + row);
        client.deleteItem(request -> request.tableName(table).key(key(after.get(row))));
      } else if (!after.containsKey(row)) {
        lines.add("- " + row);
      }
    }
    // Last, since a changed row was both deleted and added.
    for (String row : all) {
      if (!after.containsKey(row)) {
        client.putItem(request -> request.tableName(table).item(before.get(row)));
      }
    }
    return lines;
  }

  private Map<String, Map<String, AttributeValue>> rows() {
    Map<String, Map<String, AttributeValue>> rows = new TreeMap<>();
    client.scanPaginator(request -> request.tableName(table).consistentRead(true)).items().stream()
        .filter(item -> !item.get("pk").s().startsWith("LIM#"))
        .forEach(item -> rows.put(row(item), item));
    return rows;
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    return Map.of("pk", item.get("pk"), "sk", item.get("sk"));
  }

  private static String row(Map<String, AttributeValue> item) {
    ObjectNode row = Json.object();
    row.put("pk", item.get("pk").s()).put("sk", item.get("sk").s());
    new TreeMap<>(item)
        .forEach((name, value) -> {
          if (value.n() == null) {
            row.put(name, value.s());
          } else {
            row.put(name, Long.parseLong(value.n()));
          }
        });
    return row.toString();
  }
}
