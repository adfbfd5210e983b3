package cruddur.commands.check;

import cruddur.commands.place.Table;
import cruddur.commands.tables.TableScan;
import cruddur.conversation.rows.HandleRow;
import cruddur.conversation.rows.RowKey;
import cruddur.conversation.rows.UserProfile;
import cruddur.store.dynamodb.MessagesTable;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Finds a profile by its user's uuid, which is no key: each search reads the whole table. */
record ProfileSearch(Table table) {

  private static final String HANDLES = MessagesTable.pk(new RowKey.OfHandle(""));

  Optional<UserProfile> ofUser(String uuid) {
    return new TableScan(table, Optional.of(HANDLES))
        .items()
        .filter(item -> AttributeValue.fromS(uuid).equals(item.get(MessagesTable.USER_UUID)))
        .flatMap(item -> StoredRow.of(HandleRow.Owned.class, item))
        .map(HandleRow.Owned::profile)
        .findFirst();
  }
}
