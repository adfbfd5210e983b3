package cruddur.messaging.readstate;

import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.TextInput;
import cruddur.messaging.limits.RateLimits;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Memberships;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Changes the read state of a member. Every change can be repeated, and touches nothing but the
 * member's own row: see docs/design.md, "Read state".
 */
public final class ReadStateWriter {

  private final Rows rows;
  private final Memberships memberships;
  private final RateLimits limits;
  private final InstantSource clock;

  public ReadStateWriter(
      Rows rows, Memberships memberships, RateLimits limits, InstantSource clock) {
    this.rows = rows;
    this.memberships = memberships;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Moves a marker forward. One write if the membership is cached.
   *
   * @param upTo the time of the last message that was shown
   * @return the marker that is stored afterwards; later than {@code upTo} if it was before, and
   *     earlier if {@code upTo} is later than now and than all messages
   * @throws RequestRefusedException for an invalid time; then for a non-member; then by the rate
   *     limit
   */
  public Timestamp advance(UserProfile caller, String groupUuid, Marker marker, TextInput upTo) {
    Instant now = clock.instant();
    Timestamp position = checked(caller, groupUuid, upTo, now);
    return rows.advanceMarker(
        new RowKey.OfReadState(caller.uuid(), groupUuid),
        marker,
        withoutFuture(groupUuid, position, now));
  }

  /**
   * Brings a hidden group back. It stays hidden if it was hidden up to a later message.
   *
   * @throws RequestRefusedException like {@link #advance}
   */
  public void show(UserProfile caller, String groupUuid, TextInput upTo) {
    Timestamp position = checked(caller, groupUuid, upTo, clock.instant());
    rows.removeMarker(new RowKey.OfReadState(caller.uuid(), groupUuid), Marker.HIDDEN, position);
  }

  private Timestamp checked(UserProfile caller, String groupUuid, TextInput upTo, Instant now) {
    Timestamp position = Positions.of(upTo, now);
    memberships.requireMember(caller.uuid(), groupUuid);
    limits.countMark(caller);
    return position;
  }

  /**
   * Ends a position at the newest message if it is later than now: a message that is not written
   * yet has not been shown. Another instance's clock may be ahead, so the message may be later than
   * now, too.
   */
  private Timestamp withoutFuture(String groupUuid, Timestamp position, Instant now) {
    if (!position.instant().isAfter(now)) {
      return position;
    }
    return rows.firstReadable(1, new RowQuery.Messages(groupUuid, Optional.empty(), 1)).stream()
        .map(newest -> newest.createdAt().instant())
        .filter(newest -> newest.isAfter(now))
        .findFirst()
        .map(newest -> newest.isBefore(position.instant()) ? Timestamp.of(newest) : position)
        .orElseGet(() -> Timestamp.of(now));
  }
}
