package cruddur.store.dynamodb;

import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.row.Row;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

final class RowQueries {

  private RowQueries() {}

  static QueryRequest request(String tableName, RowQuery<?> query) {
    QueryRequest.Builder request =
        switch (query) {
          case RowQuery.Messages(String group, var before, int limit) ->
              newestFirst(MessagesTable.messagesOf(group), before).limit(limit);
          case RowQuery.NewerMessages newer -> newerMessages(newer).limit(newer.limit());
          case RowQuery.GroupsOfMember(String member, var before, int limit) ->
              newestFirst(MessagesTable.groupsOf(member), before).limit(limit);
          case RowQuery.ReadStatesOfMember(String member, var after, int limit) ->
              readStates(member, after).limit(limit);
          case RowQuery.MemberSearch search -> memberSearch(search);
          case RowQuery.IndexOfGroup index -> indexOfGroup(index);
        };
    return request.tableName(tableName).build();
  }

  @SuppressWarnings("unchecked") // the next query has the same type
  static <R extends Row> RowQuery<R> after(
      Map<String, AttributeValue> lastEvaluatedKey, RowQuery<R> query) {
    String pk = lastEvaluatedKey.get(MessagesTable.PK).s();
    String sk = lastEvaluatedKey.get(MessagesTable.SK).s();
    RowQuery<?> next =
        switch (query) {
          case RowQuery.Messages(String group, _, int limit) ->
              new RowQuery.Messages(group, Optional.of(sk), limit);
          case RowQuery.NewerMessages(String group, String after, _, int limit) ->
              new RowQuery.NewerMessages(group, after, Optional.of(sk), limit);
          case RowQuery.GroupsOfMember(String member, _, int limit) ->
              new RowQuery.GroupsOfMember(member, Optional.of(sk), limit);
          case RowQuery.ReadStatesOfMember(String member, _, int limit) ->
              new RowQuery.ReadStatesOfMember(member, Optional.of(sk), limit);
          case RowQuery.MemberSearch(String member, var filter, _) ->
              new RowQuery.MemberSearch(member, filter, Optional.of(sk));
          case RowQuery.IndexOfGroup(String group, _) ->
              new RowQuery.IndexOfGroup(group, Optional.of(new RowQuery.IndexPosition(pk, sk)));
        };
    return (RowQuery<R>) next;
  }

  private static QueryRequest.Builder newestFirst(String pk, Optional<String> before) {
    Expression keys = before.map(sk -> partition(pk, "<", sk)).orElseGet(() -> partition(pk));
    return consistent(keys).scanIndexForward(false);
  }

  // A key condition has one comparison of the sort key: the start key takes the other's place.
  private static QueryRequest.Builder newerMessages(RowQuery.NewerMessages query) {
    String pk = MessagesTable.messagesOf(query.groupUuid());
    return consistent(partition(pk, ">", query.after()))
        .scanIndexForward(false)
        .exclusiveStartKey(query.before().map(sk -> MessagesTable.primaryKey(pk, sk)).orElse(null));
  }

  private static QueryRequest.Builder readStates(String memberUuid, Optional<String> after) {
    String pk = MessagesTable.readStatesOf(memberUuid);
    return consistent(after.map(sk -> partition(pk, ">", sk)).orElseGet(() -> partition(pk)));
  }

  private static QueryRequest.Builder consistent(Expression keys) {
    return QueryRequest.builder()
        .keyConditionExpression(keys.expression())
        .expressionAttributeNames(keys.expressionNames())
        .expressionAttributeValues(keys.expressionValues())
        .consistentRead(true);
  }

  private static QueryRequest.Builder memberSearch(RowQuery.MemberSearch search) {
    String pk = MessagesTable.groupsOf(search.memberUuid());
    Expression keys =
        search.above().map(sk -> partition(pk, ">", sk)).orElseGet(() -> partition(pk));
    Expression filter = expression(search.filter());
    return QueryRequest.builder()
        .keyConditionExpression(keys.expression())
        .filterExpression(filter.expression())
        .expressionAttributeNames(
            Expression.joinNames(keys.expressionNames(), filter.expressionNames()))
        .expressionAttributeValues(
            Expression.joinValues(keys.expressionValues(), filter.expressionValues()))
        .scanIndexForward(true)
        .consistentRead(true);
  }

  // DynamoDB does not offer consistent reads of a global index.
  private static QueryRequest.Builder indexOfGroup(RowQuery.IndexOfGroup query) {
    Expression keys = equal(MessagesTable.MESSAGE_GROUP_UUID, query.groupUuid());
    return QueryRequest.builder()
        .indexName(MessagesTable.MESSAGE_GROUP_INDEX)
        .keyConditionExpression(keys.expression())
        .expressionAttributeNames(keys.expressionNames())
        .expressionAttributeValues(keys.expressionValues())
        .exclusiveStartKey(
            query
                .after()
                .map(row -> MessagesTable.indexKey(query.groupUuid(), row.pk(), row.sk()))
                .orElse(null))
        .consistentRead(false);
  }

  private static Expression expression(RowQuery.MemberFilter filter) {
    return switch (filter) {
      case RowQuery.MemberFilter.Group(String uuid) ->
          equal(MessagesTable.MESSAGE_GROUP_UUID, uuid);
      case RowQuery.MemberFilter.OtherMember(String uuid) -> equal(MessagesTable.USER_UUID, uuid);
    };
  }

  private static Expression equal(String attribute, String value) {
    return Expression.builder()
        .expression("#attribute = :value")
        .putExpressionName("#attribute", attribute)
        .putExpressionValue(":value", AttributeValue.fromS(value))
        .build();
  }

  private static Expression partition(String pk) {
    return Expression.builder()
        .expression("#pk = :pk")
        .putExpressionName("#pk", MessagesTable.PK)
        .putExpressionValue(":pk", AttributeValue.fromS(pk))
        .build();
  }

  private static Expression partition(String pk, String comparison, String sk) {
    return Expression.builder()
        .expression("#pk = :pk AND #sk " + comparison + " :sk")
        .putExpressionName("#pk", MessagesTable.PK)
        .putExpressionName("#sk", MessagesTable.SK)
        .putExpressionValue(":pk", AttributeValue.fromS(pk))
        .putExpressionValue(":sk", AttributeValue.fromS(sk))
        .build();
  }
}
