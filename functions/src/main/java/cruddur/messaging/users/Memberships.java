package cruddur.messaging.users;

import cruddur.messaging.LruCache;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.MessageGroup;
import java.util.regex.Pattern;

/**
 * Who is a member of what.
 *
 * <p>Membership is never revoked, so a "yes" from the lagging index is safe, and is kept. Before a
 * "no" the caller's own rows are read consistently, since the index may not know yet of a group
 * just started.
 */
public final class Memberships {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final int MOST_KEPT = 10_000;

  private record Membership(String userUuid, String groupUuid) {}

  private final Rows rows;
  private final LruCache<Membership, Boolean> known = new LruCache<>(MOST_KEPT);

  public Memberships(Rows rows) {
    this.rows = rows;
  }

  /**
   * Whether the user is a member of the group; {@code false} for a group that does not exist, or is
   * no uuid at all.
   */
  public boolean isMember(String userUuid, String groupUuid) {
    if (!UUID.matcher(groupUuid).matches()) {
      return false;
    }
    Membership membership = new Membership(userUuid, groupUuid);
    if (known.get(membership).isPresent()) {
      return true;
    }
    boolean isMember = isInIndex(membership) || hasOwnRow(membership);
    if (isMember) {
      known.put(membership, true);
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
