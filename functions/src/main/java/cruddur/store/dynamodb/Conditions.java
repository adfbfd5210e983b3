package cruddur.store.dynamodb;

import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.store.dynamodb.item.MessagesTable;
import cruddur.store.dynamodb.item.RowItems;
import java.time.Instant;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class Conditions {

  private Conditions() {}

  static Expression of(PutCondition condition) {
    return switch (condition) {
      // An expression that is always true: DynamoDB accepts no names without an expression.
      case PutCondition.None _ ->
          Expression.builder()
              .expression("attribute_not_exists(#pk) OR attribute_exists(#pk)")
              .putExpressionName("#pk", MessagesTable.PK)
              .build();
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
              .putExpressionValue(":now", epochSecond(now))
              .build();
      case PutCondition.HandleIsOpenTo openTo -> handleIsOpenTo(openTo);
      case PutCondition.HandleIsReservedAs(var seen) ->
          Expression.builder()
              .expression(
                  "attribute_not_exists(#pk) OR (#owner = :owner AND #expires_at = :expires_at)")
              .putExpressionName("#pk", MessagesTable.PK)
              .putExpressionName("#owner", MessagesTable.OWNER)
              .putExpressionName("#expires_at", MessagesTable.EXPIRES_AT)
              .putExpressionValue(":owner", AttributeValue.fromS(seen.owner()))
              .putExpressionValue(":expires_at", epochSecond(seen.expiresAt()))
              .build();
    };
  }

  // A profile has none of these attributes, and comparing a missing attribute is false.
  private static Expression handleIsOpenTo(PutCondition.HandleIsOpenTo openTo) {
    String open = "attribute_not_exists(#pk) OR #owner = :owner OR #expires_at <= :now";
    Expression.Builder condition =
        Expression.builder()
            .putExpressionName("#pk", MessagesTable.PK)
            .putExpressionName("#owner", MessagesTable.OWNER)
            .putExpressionName("#expires_at", MessagesTable.EXPIRES_AT)
            .putExpressionValue(":owner", AttributeValue.fromS(openTo.owner()))
            .putExpressionValue(":now", epochSecond(openTo.now()));
    return openTo
        .emailDigest()
        .map(digest ->
            condition
                .expression(open + " OR #email_digest = :email_digest")
                .putExpressionName("#email_digest", MessagesTable.EMAIL_DIGEST)
                .putExpressionValue(":email_digest", AttributeValue.fromS(digest)))
        .orElseGet(() -> condition.expression(open))
        .build();
  }

  private static AttributeValue epochSecond(Instant instant) {
    return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
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
