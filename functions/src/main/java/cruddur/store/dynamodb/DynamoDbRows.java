package cruddur.store.dynamodb;

import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.UnreadableRowException;
import cruddur.messaging.port.UsageUpdate;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UsageWindows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The rows in DynamoDB.
 *
 * <p>The client repeats a request whose response was lost. A put may therefore be refused by its
 * own earlier success, and a delete find nothing because it has succeeded before; a transaction's
 * repetitions carry one token, and answer as it did.
 *
 * <p>A row that cannot be read is an {@link UnreadableRowException}. What the SDK throws passes
 * through unless it is for load, or for want of a response: a missing table or a missing permission
 * is nothing that a caller could handle.
 */
public final class DynamoDbRows implements Rows {

  private final DynamoDbClient client;
  private final DynamoDbClient countingClient;
  private final String tableName;

  /**
   * @param client repeats a request that met a transaction, as those of {@link DynamoDbClients} do
   * @param tableName the table's name, or its ARN
   */
  public DynamoDbRows(DynamoDbClient client, String tableName) {
    this(client, client, tableName);
  }

  DynamoDbRows(DynamoDbClient client, DynamoDbClient countingClient, String tableName) {
    this.client = client;
    this.countingClient = countingClient;
    this.tableName = tableName;
  }

  /**
   * The rows of a table, by a client whose region, credentials and endpoint are those of the
   * environment.
   */
  public static DynamoDbRows connect(String tableName) {
    return new DynamoDbRows(
        DynamoDbClients.builder().build(), DynamoDbClients.countingBuilder().build(), tableName);
  }

  @Override
  public <R extends Row> Optional<R> get(RowKey<R> key) {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(tableName)
            .key(MessagesTable.primaryKey(key))
            .consistentRead(true)
            .build();
    GetItemResponse response = ExceptionTranslation.translated(() -> client.getItem(request));
    return response.hasItem() ? Optional.of(typed(response.item())) : Optional.empty();
  }

  @Override
  public <R extends Row> RowPage<R> query(RowQuery<R> query) {
    QueryRequest request = RowQueries.request(tableName, query);
    QueryResponse response = ExceptionTranslation.translated(() -> client.query(request));
    List<R> rows = response.items().stream().<R>map(DynamoDbRows::typed).toList();
    return response.hasLastEvaluatedKey()
        ? new RowPage<>(rows, Optional.of(RowQueries.after(response.lastEvaluatedKey(), query)))
        : new RowPage<>(rows, Optional.empty());
  }

  @Override
  public PutOutcome put(Row row, PutCondition required) {
    Expression condition = Conditions.of(required);
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(tableName)
            .item(RowItems.toItem(row))
            .conditionExpression(condition.expression())
            .expressionAttributeNames(condition.expressionNames())
            .expressionAttributeValues(condition.expressionValues())
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    try {
      ExceptionTranslation.translated(() -> client.putItem(request));
      return new PutOutcome.Written();
    } catch (ConditionalCheckFailedException refused) {
      return new PutOutcome.Refused(RowItems.toRow(refused.item()));
    }
  }

  @Override
  public boolean delete(MessageGroup seen) {
    Expression condition = Conditions.standsAs(seen);
    DeleteItemRequest request =
        DeleteItemRequest.builder()
            .tableName(tableName)
            .key(MessagesTable.primaryKey(seen.key()))
            .conditionExpression(condition.expression())
            .expressionAttributeNames(condition.expressionNames())
            .expressionAttributeValues(condition.expressionValues())
            .build();
    try {
      ExceptionTranslation.translated(() -> client.deleteItem(request));
      return true;
    } catch (ConditionalCheckFailedException gone) {
      return false;
    }
  }

  @Override
  public UsageWindows count(UsageUpdate report) {
    UpdateItemRequest request = UsageItems.request(tableName, report);
    UpdateItemResponse response =
        ExceptionTranslation.translated(() -> countingClient.updateItem(request));
    return UsageItems.toRow(report.news().key(), response.attributes());
  }

  @Override
  public TransactionOutcome transact(List<ConditionalPut> puts) {
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .transactItems(puts.stream().map(this::transactItem).toList())
            .build();
    try {
      ExceptionTranslation.translated(() -> client.transactWriteItems(request));
      return new TransactionOutcome.Committed();
    } catch (TransactionCanceledException cancelled) {
      return Cancellation.of(puts, cancelled).outcome();
    }
  }

  private TransactWriteItem transactItem(ConditionalPut conditionalPut) {
    Expression condition = Conditions.of(conditionalPut.condition());
    Put put =
        Put.builder()
            .tableName(tableName)
            .item(RowItems.toItem(conditionalPut.row()))
            .conditionExpression(condition.expression())
            .expressionAttributeNames(condition.expressionNames())
            .expressionAttributeValues(condition.expressionValues())
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return TransactWriteItem.builder().put(put).build();
  }

  // The type parameter of a key or query is the type of its rows, and a partition holds rows of one
  // type.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <R extends Row> R typed(Map<String, AttributeValue> item) {
    return (R) RowItems.toRow(item);
  }
}
