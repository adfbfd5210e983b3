package cruddur.store.dynamodb;

import cruddur.invocation.Invocation;
import cruddur.messaging.port.ConditionalPut;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.RowsUnavailableException;
import cruddur.messaging.port.TransactionOutcome;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UnreadableRow;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.store.dynamodb.item.MessagesTable;
import cruddur.store.dynamodb.item.ReadStateItems;
import cruddur.store.dynamodb.item.RowItems;
import java.util.ArrayList;
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

/**
 * The client retries a request whose response was lost. So a put may be refused by its own earlier
 * attempt, and a delete may find nothing. Retries of a transaction carry the same token.
 *
 * <p>{@link #get} throws {@link UnreadableRowException} for a malformed row.
 */
public final class DynamoDbRows implements Rows {

  /** Only a malformed marker needs a second attempt, and a concurrent change of it a third. */
  private static final int MAX_MARKER_ATTEMPTS = 3;

  private final DynamoDbClient client;
  private final String tableName;

  /**
   * @param client retries transaction conflicts, as clients of {@link DynamoDbClients} do
   * @param tableName the name of the table, or its ARN
   */
  public DynamoDbRows(DynamoDbClient client, String tableName) {
    this.client = client;
    this.tableName = tableName;
  }

  @Override
  public <R extends Row> Optional<R> get(RowKey<R> key) {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(tableName)
            .key(MessagesTable.primaryKey(key))
            .consistentRead(true)
            .build();
    GetItemResponse response = ExceptionTranslation.translate(() -> client.getItem(request));
    return response.hasItem() ? Optional.of(typed(key, response.item())) : Optional.empty();
  }

  @Override
  public <R extends Row> RowPage<R> query(RowQuery<R> query) {
    QueryRequest request = RowQueries.request(tableName, query);
    QueryResponse response = ExceptionTranslation.translate(() -> client.query(request));
    List<R> rows = new ArrayList<>();
    List<UnreadableRowException> unreadable = new ArrayList<>();
    for (Map<String, AttributeValue> item : response.items()) {
      try {
        R row =
            query.isOfTimedRows()
                ? RowItems.toTimedRow(item, query.rowType())
                : RowItems.toRow(item, query.rowType());
        countMalformedMarkers(row);
        rows.add(row);
      } catch (UnreadableRowException e) {
        countUnreadable(e);
        unreadable.add(e);
      }
    }
    return new RowPage<>(
        rows,
        unreadable,
        response.hasLastEvaluatedKey()
            ? Optional.of(RowQueries.after(response.lastEvaluatedKey(), query))
            : Optional.empty());
  }

  @Override
  public PutOutcome put(Row row, PutCondition putCondition) {
    Expression condition = Conditions.of(putCondition);
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
      ExceptionTranslation.translate(() -> client.putItem(request));
      return new PutOutcome.Written();
    } catch (ConditionalCheckFailedException refused) {
      return new PutOutcome.Refused(RowItems.toRowOrUnreadable(row.key(), refused.item()));
    }
  }

  @Override
  public boolean delete(MessageGroup seen) {
    Expression condition = Conditions.showsSameMessage(seen);
    DeleteItemRequest request =
        DeleteItemRequest.builder()
            .tableName(tableName)
            .key(MessagesTable.primaryKey(seen.key()))
            .conditionExpression(condition.expression())
            .expressionAttributeNames(condition.expressionNames())
            .expressionAttributeValues(condition.expressionValues())
            .build();
    try {
      ExceptionTranslation.translate(() -> client.deleteItem(request));
      return true;
    } catch (ConditionalCheckFailedException changed) {
      return false;
    }
  }

  @Override
  public Timestamp advanceMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    UpdateItemRequest.Builder update = MarkerUpdates.advance(key, marker, upTo);
    for (int attempt = 0; attempt < MAX_MARKER_ATTEMPTS; attempt++) {
      switch (MarkerUpdateResult.of(refusedBy(update), marker, upTo)) {
        case MarkerUpdateResult.Written() -> {
          return upTo;
        }
        case MarkerUpdateResult.NotEarlier(Timestamp stored) -> {
          return stored;
        }
        case MarkerUpdateResult.Malformed(AttributeValue stored) ->
            update = MarkerUpdates.replace(key, marker, upTo, stored);
        case MarkerUpdateResult.Changed() -> update = MarkerUpdates.advance(key, marker, upTo);
      }
    }
    throw new RowsUnavailableException(
        "A marker of a read state was changed during each of %d attempts to set it. Retry later."
            .formatted(MAX_MARKER_ATTEMPTS),
        null);
  }

  @Override
  public void removeMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    refusedBy(MarkerUpdates.remove(key, marker, upTo));
  }

  /** Updates an item; returns the existing item if the condition does not hold. */
  private Optional<Map<String, AttributeValue>> refusedBy(UpdateItemRequest.Builder update) {
    UpdateItemRequest request = update.tableName(tableName).build();
    try {
      ExceptionTranslation.translate(() -> client.updateItem(request));
      return Optional.empty();
    } catch (ConditionalCheckFailedException refused) {
      return Optional.of(refused.item());
    }
  }

  @Override
  public TransactionOutcome transact(List<ConditionalPut> puts) {
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .transactItems(puts.stream().map(this::transactItem).toList())
            .build();
    try {
      ExceptionTranslation.translate(() -> client.transactWriteItems(request));
      return new TransactionOutcome.Committed();
    } catch (TransactionCanceledException canceled) {
      return Cancellation.of(puts, canceled).outcome();
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

  // A partition holds rows of one type, which is the type parameter of the key.
  @SuppressWarnings("unchecked")
  private static <R extends Row> R typed(RowKey<R> key, Map<String, AttributeValue> item) {
    return switch (RowItems.toRowOrUnreadable(key, item)) {
      case UnreadableRow unreadable -> {
        countUnreadable(unreadable.cause());
        throw unreadable.cause();
      }
      case Row row -> {
        countMalformedMarkers(row);
        yield (R) row;
      }
    };
  }

  /** A row counts once, like one that is left out, by the first of its malformed attributes. */
  private static void countMalformedMarkers(Row row) {
    if (row instanceof ReadState state) {
      ReadStateItems.problems(state).stream().findFirst().ifPresent(DynamoDbRows::countUnreadable);
    }
  }

  private static void countUnreadable(UnreadableRowException e) {
    Invocation.current()
        .map(Invocation::usage)
        .ifPresent(usage -> usage.addUnreadableRow(e.attribute()));
  }
}
