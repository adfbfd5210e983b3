package cruddur.commands.verification.cleanup;

import cruddur.commands.deployment.SignIns;
import cruddur.commands.deployment.TableItems;
import cruddur.messaging.limits.Limit;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.users.ReservationKind;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Finds the items of some users by following references from item to item. It remembers the uuids
 * that it has found, so that it still finds an item after the item that refers to it is deleted.
 */
final class LeftoverFinder {

  private final TableItems table;
  private final Set<String> userUuids = new LinkedHashSet<>();
  private final Set<String> groupUuids = new LinkedHashSet<>();

  LeftoverFinder(TableItems table) {
    this.table = table;
  }

  /** Finds the items of users by handle, with the user's {@code sub} if it is known. */
  Leftovers of(Map<String, Optional<String>> subsByHandle) {
    List<Map<String, AttributeValue>> profiles = profiles(subsByHandle);
    List<Map<String, AttributeValue>> groupRows = new ArrayList<>();
    List<Map<String, AttributeValue>> readStates = new ArrayList<>();
    for (String user : userUuids) {
      groupRows.addAll(table.partition(MessagesTable.groupsOf(user)));
      readStates.addAll(table.partition(MessagesTable.readStatesOf(user)));
    }
    List<Map<String, AttributeValue>> pairs = pairs();
    groupRows.forEach(row -> remember(row, MessagesTable.MESSAGE_GROUP_UUID, groupUuids));
    pairs.forEach(pair -> remember(pair, MessagesTable.GROUP_UUID, groupUuids));
    List<Map<String, AttributeValue>> messages = new ArrayList<>();
    for (String group : groupUuids) {
      messages.addAll(table.partition(MessagesTable.messagesOf(group)));
    }
    return new Leftovers(
        messages,
        groupRows,
        readStates,
        pairs,
        usage(),
        reservations(subsByHandle.keySet()),
        profiles);
  }

  /** The rows of the users' email addresses, which confirmed sign-ups leave until they expire. */
  private List<Map<String, AttributeValue>> reservations(Set<String> handles) {
    List<Map<String, AttributeValue>> reservations = new ArrayList<>();
    for (String handle : handles) {
      for (ReservationKind kind : ReservationKind.values()) {
        kind.emailDigest(SignIns.email(handle))
            .flatMap(digest -> table.get(new RowKey.OfEmail(digest)))
            .ifPresent(reservations::add);
      }
    }
    return reservations;
  }

  private List<Map<String, AttributeValue>> profiles(Map<String, Optional<String>> subsByHandle) {
    List<Map<String, AttributeValue>> profiles = new ArrayList<>();
    subsByHandle.forEach((handle, sub) -> {
      table.get(HandleRow.keyOf(handle)).ifPresent(profiles::add);
      sub.flatMap(known -> table.get(new RowKey.OfSignIn(known))).ifPresent(profiles::add);
    });
    profiles.forEach(profile -> remember(profile, MessagesTable.USER_UUID, userUuids));
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

  private List<Map<String, AttributeValue>> usage() {
    List<Map<String, AttributeValue>> windows = new ArrayList<>();
    for (String user : userUuids) {
      for (Limit limit : List.of(Limit.MESSAGES, Limit.CONVERSATIONS)) {
        table.get(new RowKey.OfUsageWindows(limit.label(), user)).ifPresent(windows::add);
      }
    }
    return windows;
  }

  private static void remember(
      Map<String, AttributeValue> item, String attribute, Set<String> uuids) {
    // A reserved handle names no user.
    if (item.containsKey(attribute)) {
      uuids.add(item.get(attribute).s());
    }
  }
}
