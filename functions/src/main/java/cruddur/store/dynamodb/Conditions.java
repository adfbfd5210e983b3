package cruddur.store.dynamodb;

import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.store.dynamodb.item.MessagesTable;
import cruddur.store.dynamodb.item.RowItems;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class Conditions {

  private Conditions() {}

  static Expression of(PutCondition condition) {
    return switch (condition) {
      case PutCondition.KeyIsFree _ ->
          Expression.builder()
              .expression("attribute_not_exists(#pk)")
              .putExpressionName("#pk", MessagesTable.PK)
              .build();
      case PutCondition.KeyIsFreeOrSameGroup(String groupUuid) ->
          Expression.builder()
              .expression("attribute_not_exists(#pk) OR #group = :group")
              .putExpressionName("#pk", MessagesTable.PK)
              .putExpressionName("#group", MessagesTable.MESSAGE_GROUP_UUID)
              .putExpressionValue(":group", AttributeValue.fromS(groupUuid))
              .build();
      case PutCondition.KeyIsFreeOrExpired(var now) ->
          Expression.builder()
              .expression("attribute_not_exists(#pk) OR #expires_at <= :now")
              .putExpressionName("#pk", MessagesTable.PK)
              .putExpressionName("#expires_at", MessagesTable.EXPIRES_AT)
              .putExpressionValue(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond())))
              .build();
      // A profile has neither owner nor expiry, and comparing a missing attribute is false.
      case PutCondition.HandleIsOpenTo(String owner, var now) ->
          Expression.builder()
              .expression("attribute_not_exists(#pk) OR #owner = :owner OR #expires_at <= :now")
              .putExpressionName("#pk", MessagesTable.PK)
              .putExpressionName("#owner", MessagesTable.OWNER)
              .putExpressionName("#expires_at", MessagesTable.EXPIRES_AT)
              .putExpressionValue(":owner", AttributeValue.fromS(owner))
              .putExpressionValue(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond())))
              .build();
    };
  }

  /** The existing row is of the same group and shows the same message. */
  static Expression showsSameMessage(MessageGroup seen) {
    Expression.Builder condition =
        Expression.builder()
            .putExpressionName("#group", MessagesTable.MESSAGE_GROUP_UUID)
            .putExpressionName("#last_message_at", MessagesTable.LAST_MESSAGE_AT)
            .putExpressionValue(":group", AttributeValue.fromS(seen.uuid()));
    if (RowItems.isSortedByLastMessage(seen)) {
      return condition
          .expression("#group = :group AND attribute_not_exists(#last_message_at)")
          .build();
    }
    return condition
        .expression("#group = :group AND #last_message_at = :last_message_at")
        .putExpressionValue(":last_message_at", AttributeValue.fromS(seen.lastMessageAt().text()))
        .build();
  }
}
