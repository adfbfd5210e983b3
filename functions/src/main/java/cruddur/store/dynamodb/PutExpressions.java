package cruddur.store.dynamodb;

import cruddur.conversation.rows.PutCondition;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The conditions of puts, as DynamoDB evaluates them. */
final class PutExpressions {

  private PutExpressions() {}

  static Expression of(PutCondition condition) {
    return switch (condition) {
      case PutCondition.KeyIsFree _ ->
          Expression.builder()
              .expression("attribute_not_exists(#pk)")
              .putExpressionName("#pk", MessagesTable.PK)
              .build();
      case PutCondition.KeyIsFreeOrOfGroup(String groupUuid) ->
          Expression.builder()
              .expression("attribute_not_exists(#pk) OR #group = :group")
              .putExpressionName("#pk", MessagesTable.PK)
              .putExpressionName("#group", MessagesTable.MESSAGE_GROUP_UUID)
              .putExpressionValue(":group", AttributeValue.fromS(groupUuid))
              .build();
      // A profile has neither owner nor expiry, and comparing an absent attribute is false: it is open to nobody.
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
}
