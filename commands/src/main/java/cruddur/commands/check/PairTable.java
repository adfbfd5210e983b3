package cruddur.commands.check;

import cruddur.commands.place.Table;
import cruddur.conversation.rows.Pair;
import cruddur.store.dynamodb.MessagesTable;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Changes of a pair's row. The functions only ever put one; to change or delete it is an operator's
 * business, and so not among the {@link cruddur.conversation.rows.Rows}.
 */
record PairTable(Table table) {

  private static final String STANDS_AS_SEEN = "#group = :seen";
  private static final Map<String, String> NAMES = Map.of("#group", MessagesTable.GROUP_UUID);

  /**
   * Makes a pair's row name another group.
   *
   * @return whether it still stood as it was seen
   */
  boolean replace(Pair seen, Pair right) {
    return attempt(() ->
        table
            .dynamoDb()
            .client()
            .updateItem(request ->
                request
                    .tableName(table.name())
                    .key(MessagesTable.primaryKey(seen.key()))
                    .updateExpression("SET #group = :right")
                    .conditionExpression(STANDS_AS_SEEN)
                    .expressionAttributeNames(NAMES)
                    .expressionAttributeValues(
                        Map.of(
                            ":seen", AttributeValue.fromS(seen.groupUuid()),
                            ":right", AttributeValue.fromS(right.groupUuid())))));
  }

  /**
   * Deletes a pair's row.
   *
   * @return whether it still stood as it was seen
   */
  boolean delete(Pair seen) {
    return attempt(() ->
        table
            .dynamoDb()
            .client()
            .deleteItem(request ->
                request
                    .tableName(table.name())
                    .key(MessagesTable.primaryKey(seen.key()))
                    .conditionExpression(STANDS_AS_SEEN)
                    .expressionAttributeNames(NAMES)
                    .expressionAttributeValues(
                        Map.of(":seen", AttributeValue.fromS(seen.groupUuid())))));
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
