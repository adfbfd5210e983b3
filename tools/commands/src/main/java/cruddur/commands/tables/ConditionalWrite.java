package cruddur.commands.tables;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import cruddur.commands.targets.TableTarget;
import cruddur.messaging.port.row.RowKey;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * An update or deletion of a row that has not changed since it was read. Only operators do this, so
 * {@link cruddur.messaging.port.Rows} does not offer it.
 *
 * @param seen the attributes that must be unchanged, by name; empty for one that must be absent
 */
public record ConditionalWrite(
    TableTarget table, RowKey<?> key, Map<String, Optional<AttributeValue>> seen) {

  /** A row of which string attributes must be unchanged. */
  public static ConditionalWrite ofStrings(
      TableTarget table, RowKey<?> key, Map<String, String> seen) {
    return new ConditionalWrite(
        table,
        key,
        seen.entrySet().stream()
            .collect(
                toMap(
                    Map.Entry::getKey,
                    attribute -> Optional.of(AttributeValue.fromS(attribute.getValue())))));
  }

  /**
   * Updates attributes.
   *
   * @param replacement the new values by name
   * @return {@code false} if the row has changed; nothing is written then
   */
  public boolean replace(Map<String, String> replacement) {
    Map<String, AttributeValue> values = seenValues();
    replacement.forEach((name, value) -> values.put(":new_" + name, AttributeValue.fromS(value)));
    return update("SET " + assignments(replacement.keySet()), replacement.keySet(), values);
  }

  /**
   * Removes an attribute.
   *
   * @return {@code false} if the row has changed; nothing is removed then
   */
  public boolean remove(String attribute) {
    return update("REMOVE #" + attribute, Set.of(attribute), seenValues());
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
                    .expressionAttributeNames(names(Set.of()))
                    .expressionAttributeValues(orNull(seenValues()))));
  }

  private boolean update(String change, Set<String> changed, Map<String, AttributeValue> values) {
    return attempt(() ->
        table
            .dynamoDb()
            .client()
            .updateItem(request ->
                request
                    .tableName(table.name())
                    .key(MessagesTable.primaryKey(key))
                    .updateExpression(change)
                    .conditionExpression(isUnchanged())
                    .expressionAttributeNames(names(changed))
                    .expressionAttributeValues(orNull(values))));
  }

  private String isUnchanged() {
    return seen.entrySet().stream()
        .map(attribute ->
            (attribute.getValue().isPresent() ? "#%1$s = :seen_%1$s" : "attribute_not_exists(#%s)")
                .formatted(attribute.getKey()))
        .collect(joining(" AND "));
  }

  private Map<String, String> names(Set<String> changed) {
    Set<String> both = new HashSet<>(seen.keySet());
    both.addAll(changed);
    return both.stream().collect(toMap(name -> "#" + name, name -> name));
  }

  private Map<String, AttributeValue> seenValues() {
    Map<String, AttributeValue> values = new HashMap<>();
    seen.forEach((name, value) -> value.ifPresent(present -> values.put(":seen_" + name, present)));
    return values;
  }

  private static String assignments(Set<String> names) {
    return names.stream().map("#%1$s = :new_%1$s"::formatted).collect(joining(", "));
  }

  /** DynamoDB rejects an empty map of values. */
  private static Map<String, AttributeValue> orNull(Map<String, AttributeValue> values) {
    return values.isEmpty() ? null : values;
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
