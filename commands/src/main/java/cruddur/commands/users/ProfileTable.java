package cruddur.commands.users;

import cruddur.commands.place.Table;
import cruddur.commands.tables.SeenRow;
import cruddur.conversation.rows.PutCondition;
import cruddur.conversation.rows.PutOutcome;
import cruddur.conversation.rows.Row;
import cruddur.conversation.rows.RowKey;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.UserProfile;
import cruddur.store.dynamodb.MessagesTable;
import java.util.Map;

/** Writes of profile rows; the functions only ever add one. */
record ProfileTable(Table table, Rows rows) {

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
    return switch (write) {
      case ProfileWrite.Put(Row row, PutCondition condition) ->
          rows.put(row, condition) instanceof PutOutcome.Written;
      case ProfileWrite.Replace(ProfileRow seen, UserProfile profile) ->
          row(seen).replace(attributes(profile));
      case ProfileWrite.Delete(ProfileRow seen) -> row(seen).delete();
    };
  }

  private SeenRow row(ProfileRow seen) {
    return new SeenRow(table, seen.key(), attributes(seen.profile()));
  }

  private static Map<String, String> attributes(UserProfile profile) {
    return Map.of(
        MessagesTable.USER_UUID, profile.uuid(),
        MessagesTable.USER_HANDLE, profile.handle(),
        MessagesTable.USER_DISPLAY_NAME, profile.displayName());
  }
}
