package cruddur.commands.verification;

import cruddur.commands.deployment.TableItems;
import cruddur.messaging.limits.Limit;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.store.dynamodb.MessagesTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Looks for the traces of some users in the table, from one item to the next. It remembers what it
 * has found, and finds what is left when an item that led there is gone.
 */
final class LeftoverFinder {

  private final TableItems table;
  private final Set<String> userUuids = new LinkedHashSet<>();
  private final Set<String> groupUuids = new LinkedHashSet<>();

  LeftoverFinder(TableItems table) {
    this.table = table;
  }

  /**
   * Looks for the traces of users by their handles, each with his {@code sub} where that is known.
   */
  Leftovers of(Map<String, Optional<String>> subsByHandle) {
    List<Map<String, AttributeValue>> profiles = profiles(subsByHandle);
    List<Map<String, AttributeValue>> groupRows = new ArrayList<>();
    for (String user : userUuids) {
      groupRows.addAll(table.partition(MessagesTable.groupsOf(user)));
    }
    List<Map<String, AttributeValue>> pairs = pairs();
    groupRows.forEach(row -> note(row, MessagesTable.MESSAGE_GROUP_UUID, groupUuids));
    pairs.forEach(pair -> note(pair, MessagesTable.GROUP_UUID, groupUuids));
    List<Map<String, AttributeValue>> messages = new ArrayList<>();
    for (String group : groupUuids) {
      messages.addAll(table.partition(MessagesTable.messagesOf(group)));
    }
    return new Leftovers(messages, groupRows, pairs, recentUse(), profiles);
  }

  private List<Map<String, AttributeValue>> profiles(Map<String, Optional<String>> subsByHandle) {
    List<Map<String, AttributeValue>> profiles = new ArrayList<>();
    subsByHandle.forEach((handle, sub) -> {
      table.get(HandleRow.keyOf(handle)).ifPresent(profiles::add);
      sub.flatMap(of -> table.get(new RowKey.OfSignIn(of))).ifPresent(profiles::add);
    });
    profiles.forEach(profile -> note(profile, MessagesTable.USER_UUID, userUuids));
    return profiles;
  }

  private List<Map<String, AttributeValue>> pairs() {
    List<Map<String, AttributeValue>> pairs = new ArrayList<>();
    for (String user : userUuids) {
      for (String other : userUuids) {
        if (user.compareTo(other) < 0) {
          table.get(RowKey.OfPair.of(user, other)).ifPresent(pairs::add);
        }
      }
    }
    return pairs;
  }

  private List<Map<String, AttributeValue>> recentUse() {
    List<Map<String, AttributeValue>> counts = new ArrayList<>();
    for (String user : userUuids) {
      for (Limit limit : List.of(Limit.MESSAGES, Limit.CONVERSATIONS)) {
        table.get(new RowKey.OfUsageWindows(limit.label(), user)).ifPresent(counts::add);
      }
    }
    return counts;
  }

  private static void note(Map<String, AttributeValue> item, String attribute, Set<String> among) {
    // A handle that is only reserved names no user.
    if (item.containsKey(attribute)) {
      among.add(item.get(attribute).s());
    }
  }
}
