package cruddur.commands.deployment;

import cruddur.messaging.port.row.RowKey;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The stored items of a deployment's table, for cleanup. All reads are strongly consistent. */
public record TableItems(DynamoDbClient client, String tableName) {

  /** The item at a key. */
  public Optional<Map<String, AttributeValue>> get(RowKey<?> key) {
    return Optional.of(
            client
                .getItem(request ->
                    request
                        .tableName(tableName)
                        .key(MessagesTable.primaryKey(key))
                        .consistentRead(true))
                .item())
        .filter(item -> !item.isEmpty());
  }

  /** All items of a partition. */
  public List<Map<String, AttributeValue>> partition(String partitionKey) {
    return client
        .queryPaginator(request ->
            request
                .tableName(tableName)
                .keyConditionExpression("#pk = :pk")
                .expressionAttributeNames(Map.of("#pk", MessagesTable.PK))
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partitionKey)))
                .consistentRead(true))
        .items()
        .stream()
        .toList();
  }

  /** Deletes an item that this class has read. */
  public void delete(Map<String, AttributeValue> item) {
    client.deleteItem(request ->
        request
            .tableName(tableName)
            .key(
                Map.of(
                    MessagesTable.PK, item.get(MessagesTable.PK),
                    MessagesTable.SK, item.get(MessagesTable.SK))));
  }
}
