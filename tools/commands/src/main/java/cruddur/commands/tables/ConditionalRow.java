package cruddur.commands.tables;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import cruddur.commands.targets.TableTarget;
import cruddur.messaging.port.row.RowKey;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Updates or deletes a row on the condition that it has not changed since it was read. Only
 * operators do this, so {@link cruddur.messaging.port.Rows} does not offer it.
 *
 * @param seen the string attributes that must be unchanged, by name
 */
public record ConditionalRow(TableTarget table, RowKey<?> key, Map<String, String> seen) {

  /**
   * Updates attributes.
   *
   * @param replacement the new values by name
   * @return {@code false} if the row has changed; nothing is written then
   */
  public boolean replace(Map<String, String> replacement) {
    Map<String, AttributeValue> values = new HashMap<>(values("seen", seen));
    values.putAll(values("new", replacement));
    return attempt(() ->
        table
            .dynamoDb()
            .client()
            .updateItem(request ->
                request
                    .tableName(table.name())
                    .key(MessagesTable.primaryKey(key))
                    .updateExpression("SET " + equations(replacement.keySet(), "new", ", "))
                    .conditionExpression(isUnchanged())
                    .expressionAttributeNames(names(namesOfBoth(replacement)))
                    .expressionAttributeValues(values)));
  }

  /**
   * Deletes the row.
   *
   * @return {@code false} if the row has changed; nothing is deleted then
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
                    .conditionExpression(isUnchanged())
                    .expressionAttributeNames(names(seen.keySet()))
                    .expressionAttributeValues(values("seen", seen))));
  }

  private Set<String> namesOfBoth(Map<String, String> replacement) {
    Set<String> both = new HashSet<>(seen.keySet());
    both.addAll(replacement.keySet());
    return both;
  }

  private String isUnchanged() {
    return equations(seen.keySet(), "seen", " AND ");
  }

  private static Map<String, String> names(Set<String> attributes) {
    return attributes.stream().collect(toMap(name -> "#" + name, name -> name));
  }

  private static String equations(Set<String> names, String prefix, String separator) {
    return names.stream()
        .map(name -> "#%s = :%s_%s".formatted(name, prefix, name))
        .collect(joining(separator));
  }

  private static Map<String, AttributeValue> values(String prefix, Map<String, String> attributes) {
    return attributes.entrySet().stream()
        .collect(
            toMap(
                attribute -> ":" + prefix + "_" + attribute.getKey(),
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
