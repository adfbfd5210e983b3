package cruddur.messaging.users;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.LruCache;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.port.RowPage;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.RowReader;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells who is a member of a group. A group's members never change, and each of its rows names both
 * of them, so any row that the lagging index returns decides. A positive result is cached. Every
 * negative result of a well-formed uuid makes the same two requests: docs/design.md, "Membership".
 */
public final class Memberships {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final int MAX_CACHED = 10_000;

  private record Membership(String userUuid, String groupUuid) {}

  private final RowReader rows;
  private final LruCache<Membership, Boolean> cached = new LruCache<>(MAX_CACHED);

  public Memberships(RowReader rows) {
    this.rows = rows;
  }

  /**
   * Refuses a non-member, and a group that does not exist, as {@link
   * ErrorCode#MESSAGE_GROUP_NOT_FOUND}.
   */
  public void requireMember(String userUuid, String groupUuid) {
    if (!isMember(userUuid, groupUuid)) {
      throw new RequestRefusedException(ErrorCode.MESSAGE_GROUP_NOT_FOUND);
    }
  }

  private boolean isMember(String userUuid, String groupUuid) {
    if (!UUID.matcher(groupUuid).matches()) {
      return false;
    }
    Membership membership = new Membership(userUuid, groupUuid);
    if (cached.get(membership).isPresent()) {
      return true;
    }
    boolean isMember = readMembership(membership);
    if (isMember) {
      cached.put(membership, true);
    }
    return isMember;
  }

  private boolean readMembership(Membership membership) {
    List<MessageGroup> indexed = rows.allReadable(RowQuery.IndexOfGroup.of(membership.groupUuid()));
    if (indexed.stream().anyMatch(row -> hasMember(row, membership.userUuid()))) {
      return true;
    }
    // If the index returned rows, the result is known. The same request is made all the same, but
    // reads no message: a long one would cost more than the empty partition of an absent group.
    Optional<String> before =
        indexed.isEmpty() ? Optional.empty() : Optional.of(RowQuery.BEFORE_ALL_MESSAGES);
    boolean indexLags = hasMessage(membership.groupUuid(), before);
    return indexLags && hasOwnRow(membership);
  }

  private static boolean hasMember(MessageGroup row, String userUuid) {
    return row.memberUuid().equals(userUuid) || row.other().uuid().equals(userUuid);
  }

  private boolean hasMessage(String groupUuid, Optional<String> before) {
    RowPage<Message> page = rows.query(new RowQuery.Messages(groupUuid, before, 1));
    return !page.rows().isEmpty() || !page.unreadable().isEmpty() || page.next().isPresent();
  }

  private boolean hasOwnRow(Membership membership) {
    // A malformed row counts too: its key names the member, and the search its group.
    return rows.count(
            1, RowQuery.MemberSearch.ofGroup(membership.userUuid(), membership.groupUuid()))
        > 0;
  }
}
