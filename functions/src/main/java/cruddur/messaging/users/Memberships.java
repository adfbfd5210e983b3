package cruddur.messaging.users;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.LruCache;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.MessageGroup;
import java.util.regex.Pattern;

/**
 * Tells who is a member of a group. Membership is never revoked, so a positive result of the
 * lagging index is safe, and is cached; before a negative one the user's own rows are read
 * consistently.
 */
public final class Memberships {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final int MAX_CACHED = 10_000;

  private record Membership(String userUuid, String groupUuid) {}

  private final Rows rows;
  private final LruCache<Membership, Boolean> cached = new LruCache<>(MAX_CACHED);

  public Memberships(Rows rows) {
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
    boolean isMember = isInIndex(membership) || hasOwnRow(membership);
    if (isMember) {
      cached.put(membership, true);
    }
    return isMember;
  }

  private boolean isInIndex(Membership membership) {
    return rows.all(RowQuery.IndexOfGroup.of(membership.groupUuid())).stream()
        .map(MessageGroup::memberUuid)
        .anyMatch(membership.userUuid()::equals);
  }

  private boolean hasOwnRow(Membership membership) {
    return !rows.all(RowQuery.MemberSearch.ofGroup(membership.userUuid(), membership.groupUuid()))
        .isEmpty();
  }
}
