package cruddur.store.dynamodb;

import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.store.dynamodb.item.MessagesTable;
import cruddur.store.dynamodb.item.ReadStateItems;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Conditional updates of one marker of a read state. The other attributes stay as they are. */
final class MarkerUpdates {

  private static final String SET = "SET #marker = :up_to";

  private MarkerUpdates() {}

  /** Sets a marker that is absent or earlier. */
  static UpdateItemRequest.Builder advance(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    return update(key, marker, SET, "attribute_not_exists(#marker) OR #marker < :up_to")
        .expressionAttributeValues(Map.of(":up_to", AttributeValue.fromS(upTo.text())));
  }

  /** Sets a marker that still has the value that was seen. */
  static UpdateItemRequest.Builder replace(
      RowKey.OfReadState key, Marker marker, Timestamp upTo, AttributeValue seen) {
    return update(key, marker, SET, "#marker = :seen")
        .expressionAttributeValues(
            Map.of(":up_to", AttributeValue.fromS(upTo.text()), ":seen", seen));
  }

  /** Removes a marker that is not later. */
  static UpdateItemRequest.Builder remove(RowKey.OfReadState key, Marker marker, Timestamp upTo) {
    return update(key, marker, "REMOVE #marker", "#marker <= :up_to")
        .expressionAttributeValues(Map.of(":up_to", AttributeValue.fromS(upTo.text())));
  }

  private static UpdateItemRequest.Builder update(
      RowKey.OfReadState key, Marker marker, String change, String condition) {
    return UpdateItemRequest.builder()
        .key(MessagesTable.primaryKey(key))
        .updateExpression(change)
        .conditionExpression(condition)
        .expressionAttributeNames(Map.of("#marker", ReadStateItems.attribute(marker)))
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }
}
