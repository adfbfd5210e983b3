package cruddur.commands.tables;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import cruddur.commands.targets.TableTarget;
import cruddur.messaging.port.row.RowKey;
import cruddur.store.dynamodb.MessagesTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * A row as a command has seen it, which it changes or deletes only while it still stands so. Both
 * are an operator's business, and so not among the {@link cruddur.messaging.port.Rows}.
 *
 * @param seen its string attributes that have to stand as they were, by name
 */
public record ConditionalRow(TableTarget table, RowKey<?> key, Map<String, String> seen) {

  /**
   * Gives attributes of those that were seen other values.
   *
   * @return whether the row still stood as it was seen
   */
  public boolean replace(Map<String, String> right) {
    Map<String, AttributeValue> values = new HashMap<>(values("seen", seen));
    values.putAll(values("right", right));
    return attempt(() ->
        table
            .dynamoDb()
            .client()
            .updateItem(request ->
                request
                    .tableName(table.name())
                    .key(MessagesTable.primaryKey(key))
                    .updateExpression("SET " + equations(right.keySet(), "right", ", "))
                    .conditionExpression(standsAsSeen())
                    .expressionAttributeNames(names())
                    .expressionAttributeValues(values)));
  }

  /**
   * Deletes the row.
   *
   * @return whether it still stood as it was seen
   */
  public boolean delete() {
    return attempt(() ->
        table
            .dynamoDb()
            .client()
            .deleteItem(request ->
                request
                    .tableName(table.name())
                    .key(MessagesTable.primaryKey(key))
                    .conditionExpression(standsAsSeen())
                    .expressionAttributeNames(names())
                    .expressionAttributeValues(values("seen", seen))));
  }

  private String standsAsSeen() {
    return equations(seen.keySet(), "seen", " AND ");
  }

  private Map<String, String> names() {
    return seen.keySet().stream().collect(toMap(name -> "#" + name, name -> name));
  }

  private static String equations(Set<String> names, String which, String separator) {
    return names.stream()
        .map(name -> "#%s = :%s_%s".formatted(name, which, name))
        .collect(joining(separator));
  }

  private static Map<String, AttributeValue> values(String which, Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .collect(
            toMap(
                attribute -> ":" + which + "_" + attribute.getKey(),
                attribute -> AttributeValue.fromS(attribute.getValue())));
  }

  private static boolean attempt(Runnable write) {
    try {
      write.run();
      return true;
    } catch (ConditionalCheckFailedException changed) {
      return false;
    }
  }
}
