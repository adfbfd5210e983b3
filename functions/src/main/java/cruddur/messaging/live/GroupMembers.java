package cruddur.messaging.live;

import cruddur.messaging.LruCache;
import cruddur.messaging.port.RowPage;
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

  /** A group's members. One request, unless they are cached. */
  Recipients of(String groupUuid) {
    Optional<Set<String>> known = cached.get(groupUuid);
    if (known.isPresent()) {
      return new Recipients.Known(known.get());
    }
    // Each row names both members, so the first page is enough.
    RowPage<MessageGroup> page = rows.query(RowQuery.IndexOfGroup.of(groupUuid));
    Set<String> members = new LinkedHashSet<>();
    for (MessageGroup row : page.rows()) {
      members.add(row.memberUuid());
      members.add(row.other().uuid());
    }
    if (members.isEmpty()) {
      return page.unreadable().isEmpty()
          ? new Recipients.NotIndexedYet()
          : new Recipients.Unreadable();
    }
    cached.put(groupUuid, members);
    return new Recipients.Known(members);
  }
}
