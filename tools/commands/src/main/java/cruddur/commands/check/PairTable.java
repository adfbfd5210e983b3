package cruddur.commands.check;

import cruddur.commands.tables.ConditionalRow;
import cruddur.commands.targets.TableTarget;
import cruddur.messaging.port.row.Pair;
import cruddur.store.dynamodb.MessagesTable;
import java.util.Map;

/** Changes of a pair's row; the functions only ever put one. */
record PairTable(TableTarget table) {

  /**
   * Makes a pair's row name another group.
   *
   * @return whether it still stood as it was seen
   */
  boolean replace(Pair seen, Pair right) {
    return row(seen).replace(attributes(right));
  }

  /**
   * Deletes a pair's row.
   *
   * @return whether it still stood as it was seen
   */
  boolean delete(Pair seen) {
    return row(seen).delete();
  }

  private ConditionalRow row(Pair seen) {
    return new ConditionalRow(table, seen.key(), attributes(seen));
  }

  private static Map<String, String> attributes(Pair pair) {
    return Map.of(MessagesTable.GROUP_UUID, pair.groupUuid());
  }
}
