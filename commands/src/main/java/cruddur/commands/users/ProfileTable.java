package cruddur.commands.users;

import cruddur.commands.place.Table;
import cruddur.conversation.rows.PutCondition;
import cruddur.conversation.rows.PutOutcome;
import cruddur.conversation.rows.Row;
import cruddur.conversation.rows.RowKey;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.UserProfile;
import cruddur.store.dynamodb.MessagesTable;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Writes of profile rows. The functions only ever add a profile; to change and to remove one is an
 * operator's business, and so not among the {@link Rows}.
 */
record ProfileTable(Table table, Rows rows) {

  private static final String STANDS_AS_SEEN =
      "#uuid = :seen_uuid AND #handle = :seen_handle AND #name = :seen_name";

  private static final Map<String, String> NAMES =
      Map.of(
          "#uuid", MessagesTable.USER_UUID,
          "#handle", MessagesTable.USER_HANDLE,
          "#name", MessagesTable.USER_DISPLAY_NAME);

  static ProfileTable of(Table table) {
    return new ProfileTable(table, table.rows());
  }

  /** Fails unless the table answers: what would have to be taken back is better not begun. */
  void require() {
    var _ = rows.get(new RowKey.OfHandle("-"));
  }

  /**
   * Carries a write out.
   *
   * @return {@code false} when another row stands there by now; nothing is written then
   */
  boolean write(ProfileWrite write) {
    try {
      switch (write) {
        case ProfileWrite.Put(Row row, PutCondition condition) -> {
          return rows.put(row, condition) instanceof PutOutcome.Written;
        }
        case ProfileWrite.Replace(ProfileRow seen, UserProfile profile) -> replace(seen, profile);
        case ProfileWrite.Delete(ProfileRow seen) -> delete(seen);
      }
      return true;
    } catch (ConditionalCheckFailedException changed) {
      return false;
    }
  }

  private void replace(ProfileRow seen, UserProfile profile) {
    Map<String, AttributeValue> values = new HashMap<>(values("seen", seen.profile()));
    values.putAll(values("new", profile));
    table
        .dynamoDb()
        .client()
        .updateItem(request ->
            request
                .tableName(table.name())
                .key(MessagesTable.primaryKey(seen.key()))
                .updateExpression("SET #uuid = :new_uuid, #handle = :new_handle, #name = :new_name")
                .conditionExpression(STANDS_AS_SEEN)
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(values));
  }

  private void delete(ProfileRow seen) {
    table
        .dynamoDb()
        .client()
        .deleteItem(request ->
            request
                .tableName(table.name())
                .key(MessagesTable.primaryKey(seen.key()))
                .conditionExpression(STANDS_AS_SEEN)
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(values("seen", seen.profile())));
  }

  private static Map<String, AttributeValue> values(String which, UserProfile profile) {
    return Map.of(
        ":" + which + "_uuid", AttributeValue.fromS(profile.uuid()),
        ":" + which + "_handle", AttributeValue.fromS(profile.handle()),
        ":" + which + "_name", AttributeValue.fromS(profile.displayName()));
  }
}
