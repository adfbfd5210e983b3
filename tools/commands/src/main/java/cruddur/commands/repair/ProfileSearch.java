package cruddur.commands.repair;

import cruddur.commands.tables.TableScan;
import cruddur.commands.targets.TableTarget;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Finds a profile by its user's uuid, which is not a key: each search scans the whole table. */
record ProfileSearch(TableTarget table) {

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
