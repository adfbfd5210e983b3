package cruddur.local.invoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What has changed in a table since it was looked at first: a line for each row that is gone, and for each that is new. */
final class TableDifference {

  private final DynamoDbClient client;
  private final String table;
  private final Set<String> before;

  TableDifference(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
    this.before = rows();
  }

  /** The rows as they were. */
  Set<String> before() {
    return before;
  }

  /** {@code - row} and {@code + row}, by keys; a row is the JSON of its attributes, keys first. */
  List<String> lines() {
    Set<String> after = rows();
    List<String> lines = new ArrayList<>();
    Set<String> all = new TreeSet<>(before);
    all.addAll(after);
    for (String row : all) {
      if (!after.contains(row)) {
        lines.add("- " + row);
      } else if (!before.contains(row)) {
        lines.add("+ " + row);
      }
    }
    return lines;
  }

  private Set<String> rows() {
    Set<String> rows = new TreeSet<>();
    client
        .scanPaginator(request -> request.tableName(table).consistentRead(true))
        .items()
        .forEach(item -> rows.add(row(item)));
    return rows;
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
