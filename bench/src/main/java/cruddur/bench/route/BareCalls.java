package cruddur.bench.route;

import cruddur.store.dynamodb.item.MessagesTable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The requests that the functions send to DynamoDB, as a program would send them that does nothing
 * else: no rules, no JSON, no API.
 */
record BareCalls(DynamoDbClient client, String table) {

  private static final int PAGE = 20;

  /** One page of a partition, newest first. */
  void page(String partition) {
    var items =
        client
            .query(request ->
                request
                    .tableName(table)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(partition)))
                    .scanIndexForward(false)
                    .consistentRead(true)
                    .limit(PAGE))
            .items();
    if (items.isEmpty()) {
      throw new IllegalStateException("the page is empty");
    }
  }

  void get(String partition, String sortKey) {
    var _ =
        client.getItem(request ->
            request
                .tableName(table)
                .key(MessagesTable.primaryKey(partition, sortKey))
                .consistentRead(true));
  }

  /** A row on the condition that its key is free. */
  void put(String partition) {
    var _ =
        client.putItem(request ->
            request
                .tableName(table)
                .item(item(partition))
                .conditionExpression("attribute_not_exists(pk)"));
  }

  /** An attribute on the condition that it is absent. */
  void update(String partition) {
    var _ =
        client.updateItem(request ->
            request
                .tableName(table)
                .key(MessagesTable.primaryKey(partition, "BARE"))
                .updateExpression("SET up_to = :up_to")
                .conditionExpression("attribute_not_exists(up_to)")
                .expressionAttributeValues(
                    Map.of(":up_to", AttributeValue.fromS(Instant.now().toString()))));
  }

  /** Rows in one transaction, each on the condition that its key is free. */
  void transact(String... partitions) {
    var _ =
        client.transactWriteItems(request ->
            request.transactItems(
                Stream.of(partitions)
                    .map(partition ->
                        TransactWriteItem.builder()
                            .put(put ->
                                put.tableName(table)
                                    .item(item(partition))
                                    .conditionExpression("attribute_not_exists(pk)"))
                            .build())
                    .toList()));
  }

  /** As many attributes as a message has. */
  private static Map<String, AttributeValue> item(String partition) {
    return Map.of(
        "pk", AttributeValue.fromS(partition),
        "sk", AttributeValue.fromS(Instant.now() + UUID.randomUUID().toString()),
        "message_uuid", AttributeValue.fromS(UUID.randomUUID().toString()),
        "message", AttributeValue.fromS("Shall we meet at the station at seven?"),
        "user_uuid", AttributeValue.fromS(partition),
        "user_handle", AttributeValue.fromS("bench"),
        "user_display_name", AttributeValue.fromS("Bench"));
  }
}
