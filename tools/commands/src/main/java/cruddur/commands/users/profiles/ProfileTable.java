package cruddur.commands.users.profiles;

import cruddur.commands.tables.ConditionalWrite;
import cruddur.commands.targets.TableTarget;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.Map;

/** Writes profile rows. The functions only add them; commands also update and delete. */
public record ProfileTable(TableTarget table, Rows rows) {

  public static ProfileTable of(TableTarget table) {
    return new ProfileTable(table, table.rows());
  }

  /** Fails if the table does not exist or DynamoDB does not respond, before anything is written. */
  public void require() {
    var _ = rows.get(new RowKey.OfHandle("-"));
  }

  /**
   * Performs a write.
   *
   * @return {@code false} if the row has changed since it was read; nothing is written then
   */
  public boolean write(ProfileWrite write) {
    return switch (write) {
      case ProfileWrite.Put(Row row, PutCondition condition) ->
          rows.put(row, condition) instanceof PutOutcome.Written;
      case ProfileWrite.Replace(ProfileRow seen, UserProfile profile) ->
          row(seen).replace(attributes(profile));
      case ProfileWrite.Delete(ProfileRow seen) -> row(seen).delete();
    };
  }

  private ConditionalWrite row(ProfileRow seen) {
    return ConditionalWrite.ofStrings(table, seen.key(), owner(seen.profile()));
  }

  /** Without the display name, which may be stored in another form than it is read. */
  private static Map<String, String> owner(UserProfile profile) {
    return Map.of(
        MessagesTable.USER_UUID, profile.uuid(), MessagesTable.USER_HANDLE, profile.handle());
  }

  private static Map<String, String> attributes(UserProfile profile) {
    return Map.of(
        MessagesTable.USER_UUID, profile.uuid(),
        MessagesTable.USER_HANDLE, profile.handle(),
        MessagesTable.USER_DISPLAY_NAME, profile.displayName());
  }
}
