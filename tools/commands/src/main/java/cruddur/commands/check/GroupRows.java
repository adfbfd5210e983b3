package cruddur.commands.check;

import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.MessageGroup;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rows of a group, read consistently.
 *
 * @param ofMembers by member; none for who is a member only by what the other's row says
 */
public record GroupRows(Map<String, List<MessageGroup>> ofMembers) {

  /**
   * Reads them.
   *
   * @param suspects who may be a member, such as who has written
   * @throws cruddur.messaging.port.UnreadableRowException when one of the rows cannot be read
   */
  public static GroupRows read(Rows rows, String groupUuid, Collection<String> suspects) {
    Map<String, List<MessageGroup>> ofMembers = new LinkedHashMap<>();
    Set<String> met = new HashSet<>();
    Set<String> named = new HashSet<>();
    Deque<String> toRead = new ArrayDeque<>(suspects);
    rows.all(RowQuery.IndexOfGroup.of(groupUuid)).stream()
        .map(MessageGroup::memberUuid)
        .forEach(toRead::add);
    while (!toRead.isEmpty()) {
      String user = toRead.remove();
      if (met.add(user)) {
        List<MessageGroup> own = rows.all(RowQuery.MemberSearch.ofGroup(user, groupUuid));
        own.stream().map(row -> row.other().uuid()).filter(named::add).forEach(toRead::add);
        ofMembers.put(user, own);
      }
    }
    ofMembers
        .entrySet()
        .removeIf(entry -> entry.getValue().isEmpty() && !named.contains(entry.getKey()));
    return new GroupRows(ofMembers);
  }

  public Set<String> members() {
    return ofMembers.keySet();
  }

  /** All of them. */
  Stream<MessageGroup> all() {
    return ofMembers.values().stream().flatMap(List::stream);
  }
}
