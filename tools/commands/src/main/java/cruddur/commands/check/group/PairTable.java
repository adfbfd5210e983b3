package cruddur.commands.check.group;

import cruddur.commands.tables.ConditionalWrite;
import cruddur.commands.targets.TableTarget;
import cruddur.messaging.port.row.Pair;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.Map;

/** Changes a pair's row; the functions only put new ones. */
record PairTable(TableTarget table) {

  /**
   * Replaces the group that a pair's row names.
   *
   * @return whether the row was unchanged until then
   */
  boolean replace(Pair seen, Pair replacement) {
    return row(seen).replace(attributes(replacement));
  }

  /**
   * Deletes a pair's row.
   *
   * @return whether the row was unchanged until then
   */
  boolean delete(Pair seen) {
    return row(seen).delete();
  }

  private ConditionalWrite row(Pair seen) {
    return ConditionalWrite.ofStrings(table, seen.key(), attributes(seen));
  }

  private static Map<String, String> attributes(Pair pair) {
    return Map.of(MessagesTable.GROUP_UUID, pair.groupUuid());
  }
}
