package cruddur.commands.verification;

import cruddur.commands.deployment.Deployment;
import cruddur.commands.deployment.DeploymentFaultException;
import cruddur.commands.deployment.TableItems;
import cruddur.conversation.rows.HandleRow;
import cruddur.conversation.rows.RowKey;
import cruddur.store.dynamodb.MessagesTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Removes the users of a verification and all that they have left in the table. What that is it
 * reads from the table, so that nothing stays of a request whose answer was lost.
 *
 * <p>The stream's function may still be moving a row while its conversation is removed: so it looks
 * again until it finds nothing.
 */
final class Removal {

  private static final int MOST_ROUNDS = 10;
  private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(500);

  private final Deployment deployment;
  private final Causes causes;
  private final Map<String, Optional<String>> subsByHandle = new LinkedHashMap<>();
  private final Set<String> userUuids = new LinkedHashSet<>();
  private final Set<String> groupUuids = new LinkedHashSet<>();

  Removal(Deployment deployment, Causes causes) {
    this.deployment = deployment;
    this.causes = causes;
  }

  /** A user with this handle is about to be made. */
  void expect(String handle) {
    subsByHandle.put(handle, Optional.empty());
  }

  /** He has been made. */
  void knows(String handle, String sub) {
    subsByHandle.put(handle, Optional.of(sub));
  }

  /** The users that were made, or may have been. */
  Set<String> handles() {
    return subsByHandle.keySet();
  }

  /**
   * Removes everything; may be called again after it has failed.
   *
   * @return what was removed, in a few words
   * @throws DeploymentFaultException naming what could not be removed
   */
  String run() throws DeploymentFaultException, InterruptedException {
    List<DeploymentFaultException> faults = new ArrayList<>();
    int users = 0;
    for (String handle : handles()) {
      try {
        Optional<String> sub = deployment.signIns().remove(handle);
        if (sub.isPresent()) {
          subsByHandle.put(handle, sub);
          users++;
        }
      } catch (DeploymentFaultException e) {
        faults.add(
            new DeploymentFaultException(
                "the user %s is still there: %s".formatted(handle, e.getMessage()),
                e.likelyCause(),
                e));
      }
    }
    int items = 0;
    try {
      items = removeItems();
    } catch (SdkException e) {
      faults.add(
          new DeploymentFaultException(
              "items of %s are still in the table %s: %s"
                  .formatted(
                      String.join(", ", handles()), deployment.table().tableName(), e.getMessage()),
              causes.removal(),
              e));
    }
    if (!faults.isEmpty()) {
      throw allOf(faults);
    }
    return "%d users and %d items of the table".formatted(users, items);
  }

  private static DeploymentFaultException allOf(List<DeploymentFaultException> faults) {
    DeploymentFaultException first = faults.getFirst();
    return new DeploymentFaultException(
        String.join("; ", faults.stream().map(Exception::getMessage).toList()),
        first.likelyCause(),
        first);
  }

  private int removeItems() throws DeploymentFaultException, InterruptedException {
    if (handles().isEmpty()) {
      return 0;
    }
    int removed = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<Map<String, AttributeValue>> found = find();
      if (found.isEmpty()) {
        return removed;
      }
      found.forEach(deployment.table()::delete);
      removed += found.size();
      Thread.sleep(BETWEEN_ROUNDS);
    }
    throw new DeploymentFaultException(
        "items of %s come back into the table %s as they are removed"
            .formatted(String.join(", ", handles()), deployment.table().tableName()),
        causes.stream());
  }

  /** All items of these users; what leads to others comes last, so that a removal that is cut short can be repeated. */
  private List<Map<String, AttributeValue>> find() {
    List<Map<String, AttributeValue>> profiles = profiles();
    List<Map<String, AttributeValue>> links = groupsAndPairs();
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    for (String group : groupUuids) {
      found.addAll(deployment.table().partition(MessagesTable.messagesOf(group)));
    }
    found.addAll(links);
    found.addAll(profiles);
    return found;
  }

  private List<Map<String, AttributeValue>> profiles() {
    TableItems table = deployment.table();
    List<Map<String, AttributeValue>> profiles = new ArrayList<>();
    subsByHandle.forEach((handle, sub) -> {
      table.get(HandleRow.keyOf(handle)).ifPresent(profiles::add);
      sub.flatMap(of -> table.get(new RowKey.OfSignIn(of))).ifPresent(profiles::add);
    });
    profiles.forEach(profile -> note(profile, MessagesTable.USER_UUID, userUuids));
    return profiles;
  }

  private List<Map<String, AttributeValue>> groupsAndPairs() {
    TableItems table = deployment.table();
    List<Map<String, AttributeValue>> links = new ArrayList<>();
    for (String user : userUuids) {
      links.addAll(table.partition(MessagesTable.groupsOf(user)));
      for (String other : userUuids) {
        if (user.compareTo(other) < 0) {
          table.get(RowKey.OfPair.of(user, other)).ifPresent(links::add);
        }
      }
    }
    links.forEach(link -> {
      note(link, MessagesTable.MESSAGE_GROUP_UUID, groupUuids);
      note(link, MessagesTable.GROUP_UUID, groupUuids);
    });
    return links;
  }

  private static void note(
      Map<String, AttributeValue> item, String attribute, Set<String> among) {
    if (item.containsKey(attribute)) {
      among.add(item.get(attribute).s());
    }
  }
}
