package cruddur.local.repair;

import cruddur.messaging.port.UnreadableRowException;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.stream.MessageGroupRewriter;
import cruddur.store.dynamodb.DynamoDbRows;
import cruddur.store.dynamodb.item.RowItems;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Moves the rows of all message groups to their newest messages, by the rule of the stream's
 * function, when stream records are gone. Rows that are up to date stay as they are.
 */
public record GroupRowsRepair(DynamoDbClient client, String tableName) {

  private static final String MESSAGES = "MSG#";

  /**
   * Repairs all groups. A group with an unreadable row is left as it is.
   *
   * @return how many groups there are
   * @throws cruddur.messaging.port.RowsUnavailableException if the table does not respond
   */
  public int repair() {
    MessageGroupRewriter rewriter = new MessageGroupRewriter(new DynamoDbRows(client, tableName));
    Map<String, Message> newest = newestMessages();
    for (Message message : newest.values()) {
      try {
        rewriter.rewrite(message);
      } catch (UnreadableRowException e) {
        // bin/cruddur check names the row.
      }
    }
    return newest.size();
  }

  private Map<String, Message> newestMessages() {
    Map<String, Message> newest = new HashMap<>();
    client
        .scanPaginator(request ->
            request
                .tableName(tableName)
                .consistentRead(true)
                .filterExpression("begins_with(#pk, :messages)")
                .expressionAttributeNames(Map.of("#pk", "pk"))
                .expressionAttributeValues(Map.of(":messages", AttributeValue.fromS(MESSAGES))))
        .items()
        .forEach(item ->
            message(item)
                .ifPresent(
                    message -> newest.merge(message.groupUuid(), message, GroupRowsRepair::newer)));
    return newest;
  }

  private static Message newer(Message one, Message other) {
    return one.createdAt().compareTo(other.createdAt()) >= 0 ? one : other;
  }

  private static Optional<Message> message(Map<String, AttributeValue> item) {
    try {
      return RowItems.toRow(item) instanceof Message message && message.createdAt().isReadable()
          ? Optional.of(message)
          : Optional.empty();
    } catch (UnreadableRowException e) {
      return Optional.empty();
    }
  }
}
