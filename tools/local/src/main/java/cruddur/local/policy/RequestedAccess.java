package cruddur.local.policy;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.toolkit.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The accesses that IAM checks for a request. A transaction is checked part by part, and a query of
 * an index by the index's own partition key. See "Using IAM policy conditions for fine-grained
 * access control" in the DynamoDB Developer Guide.
 */
final class RequestedAccess {
  private static final Pattern EQUALITY = Pattern.compile("(#\\w+) = (:\\w+)");

  /** The key of the table's own partition key in {@link #partitionKeys}. */
  private static final String TABLE_ITSELF = "";

  private final String tables;
  private final String functionArn;
  private final Map<String, String> partitionKeys = new HashMap<>();

  /**
   * @param tableArn gives the account and region of the tables
   * @param table the table's properties in the template
   * @param functionArn the function that sends the requests
   */
  RequestedAccess(String tableArn, Map<String, Object> table, String functionArn) {
    this.tables = tableArn.substring(0, tableArn.lastIndexOf('/') + 1);
    this.functionArn = functionArn;
    JsonNode properties = Json.node(table);
    partitionKeys.put(TABLE_ITSELF, partitionKey(properties));
    for (JsonNode index : properties.path("GlobalSecondaryIndexes")) {
      partitionKeys.put(index.required("IndexName").textValue(), partitionKey(index));
    }
  }

  /**
   * Returns the accesses of a request.
   *
   * @throws IllegalArgumentException if no function sends requests of this kind
   */
  List<Access> of(SdkRequest request) {
    return switch (request) {
      case GetItemRequest get -> List.of(ofItem("GetItem", get.tableName(), get.key()));
      case PutItemRequest put -> List.of(ofItem("PutItem", put.tableName(), put.item()));
      case UpdateItemRequest update ->
          List.of(ofItem("UpdateItem", update.tableName(), update.key()));
      case DeleteItemRequest delete ->
          List.of(ofItem("DeleteItem", delete.tableName(), delete.key()));
      case QueryRequest query -> List.of(ofQuery(query));
      case TransactWriteItemsRequest transaction ->
          transaction.transactItems().stream().map(this::ofPart).toList();
      default -> throw unsupported(request.getClass().getSimpleName());
    };
  }

  private Access ofPart(TransactWriteItem part) {
    if (part.put() != null) {
      return ofItem("PutItem", part.put().tableName(), part.put().item());
    }
    if (part.delete() != null) {
      return ofItem("DeleteItem", part.delete().tableName(), part.delete().key());
    }
    if (part.conditionCheck() != null) {
      return ofItem(
          "ConditionCheckItem", part.conditionCheck().tableName(), part.conditionCheck().key());
    }
    return ofItem("UpdateItem", part.update().tableName(), part.update().key());
  }

  private Access ofItem(String action, String table, Map<String, AttributeValue> attributes) {
    return of(action, tables + table, attributes.get(partitionKeys.get(TABLE_ITSELF)));
  }

  private Access ofQuery(QueryRequest query) {
    boolean isOfIndex = query.indexName() != null;
    String partitionKey = partitionKeys.get(isOfIndex ? query.indexName() : TABLE_ITSELF);
    Matcher equality = EQUALITY.matcher(query.keyConditionExpression());
    while (equality.find()) {
      if (query.expressionAttributeNames().get(equality.group(1)).equals(partitionKey)) {
        return of(
            "Query",
            tables + query.tableName() + (isOfIndex ? "/index/" + query.indexName() : ""),
            query.expressionAttributeValues().get(equality.group(2)));
      }
    }
    throw unsupported("the key condition " + query.keyConditionExpression());
  }

  private Access of(String action, String resource, AttributeValue leadingKey) {
    return new Access(
        "dynamodb:" + action,
        resource,
        Map.of(Access.LEADING_KEYS, leadingKey.s(), Access.SOURCE_FUNCTION, functionArn));
  }

  private static String partitionKey(JsonNode keyed) {
    for (JsonNode key : keyed.required("KeySchema")) {
      if (key.required("KeyType").textValue().equals("HASH")) {
        return key.required("AttributeName").textValue();
      }
    }
    throw new IllegalArgumentException("the template's table or index has no partition key");
  }

  private static IllegalArgumentException unsupported(String request) {
    return new IllegalArgumentException(
        request + " is not checked against policies yet: add it to RequestedAccess");
  }
}
