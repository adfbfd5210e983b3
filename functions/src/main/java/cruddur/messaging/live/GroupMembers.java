package cruddur.messaging.live;

import cruddur.messaging.LruCache;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.RowReader;
import cruddur.messaging.port.row.MessageGroup;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The members of groups, from the index. They never change, so they are cached. */
public final class GroupMembers {

  private static final int MAX_CACHED = 10_000;

  private final RowReader rows;
  private final LruCache<String, Set<String>> cached = new LruCache<>(MAX_CACHED);

  public GroupMembers(RowReader rows) {
    this.rows = rows;
  }

  /**
   * The uuids of a group's members; empty if the index does not show the group yet. One request,
   * unless they are cached.
   */
  Optional<Set<String>> of(String groupUuid) {
    Optional<Set<String>> known = cached.get(groupUuid);
    if (known.isPresent()) {
      return known;
    }
    Set<String> members = new LinkedHashSet<>();
    for (MessageGroup row : rows.allReadable(RowQuery.IndexOfGroup.of(groupUuid))) {
      // Each row names both members, so one is enough.
      members.add(row.memberUuid());
      members.add(row.other().uuid());
    }
    if (members.isEmpty()) {
      return Optional.empty();
    }
    cached.put(groupUuid, members);
    return Optional.of(members);
  }
}
