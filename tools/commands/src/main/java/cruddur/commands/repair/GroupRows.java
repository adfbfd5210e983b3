package cruddur.commands.repair;

import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.UnreadableRowException;
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
 * The group rows of one message group, read consistently.
 *
 * @param ofMembers by member's uuid; empty for a member that only the other member's row names
 * @param unreadable by user's uuid: what is wrong with a row of theirs, which is left out
 */
public record GroupRows(
    Map<String, List<MessageGroup>> ofMembers, Map<String, UnreadableRowException> unreadable) {

  /**
   * Reads the rows of a group.
   *
   * @param candidates the uuids of users who may be members, such as the senders
   * @throws UnreadableRowException if one of the rows cannot be read
   */
  public static GroupRows read(Rows rows, String groupUuid, Collection<String> candidates) {
    GroupRows read = readable(rows, groupUuid, candidates);
    for (UnreadableRowException problem : read.unreadable().values()) {
      throw problem;
    }
    return read;
  }

  /** Reads the rows of a group, but leaves out malformed ones. */
  public static GroupRows readable(Rows rows, String groupUuid, Collection<String> candidates) {
    Map<String, List<MessageGroup>> ofMembers = new LinkedHashMap<>();
    Map<String, UnreadableRowException> unreadable = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    Set<String> named = new HashSet<>();
    Deque<String> toRead = new ArrayDeque<>(candidates);
    rows.allReadable(RowQuery.IndexOfGroup.of(groupUuid)).stream()
        .map(MessageGroup::memberUuid)
        .forEach(toRead::add);
    while (!toRead.isEmpty()) {
      String user = toRead.remove();
      if (seen.add(user)) {
        List<MessageGroup> own = rowsOf(user, groupUuid, rows, unreadable);
        own.stream().map(row -> row.other().uuid()).filter(named::add).forEach(toRead::add);
        ofMembers.put(user, own);
      }
    }
    ofMembers
        .entrySet()
        .removeIf(entry -> entry.getValue().isEmpty() && !named.contains(entry.getKey()));
    return new GroupRows(ofMembers, unreadable);
  }

  private static List<MessageGroup> rowsOf(
      String user, String groupUuid, Rows rows, Map<String, UnreadableRowException> unreadable) {
    RowQuery<MessageGroup> query = RowQuery.MemberSearch.ofGroup(user, groupUuid);
    try {
      return rows.all(query);
    } catch (UnreadableRowException e) {
      unreadable.put(user, e);
      return rows.allReadable(query);
    }
  }

  public Set<String> members() {
    return ofMembers.keySet();
  }

  /** All rows of all members. */
  public Stream<MessageGroup> all() {
    return ofMembers.values().stream().flatMap(List::stream);
  }
}
