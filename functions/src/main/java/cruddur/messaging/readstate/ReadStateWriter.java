package cruddur.messaging.readstate;

import cruddur.messaging.ErrorCode;
import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.TextInput;
import cruddur.messaging.limits.RateLimits;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.messaging.users.Memberships;
import java.time.InstantSource;

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
   * @return the marker that is stored afterwards; later than {@code upTo} if it was before
   * @throws RequestRefusedException for an invalid time; then for a non-member; then by the rate
   *     limit
   */
  public Timestamp advance(UserProfile caller, String groupUuid, Marker marker, TextInput upTo) {
    Timestamp position = checked(caller, groupUuid, upTo);
    return rows.advance(new RowKey.OfReadState(caller.uuid(), groupUuid), marker, position);
  }

  /**
   * Brings a hidden group back. It stays hidden if it was hidden up to a later message.
   *
   * @throws RequestRefusedException like {@link #advance}
   */
  public void show(UserProfile caller, String groupUuid, TextInput upTo) {
    Timestamp position = checked(caller, groupUuid, upTo);
    rows.withdraw(new RowKey.OfReadState(caller.uuid(), groupUuid), Marker.HIDDEN, position);
  }

  private Timestamp checked(UserProfile caller, String groupUuid, TextInput upTo) {
    Timestamp position =
        switch (upTo) {
          case TextInput.Absent() -> throw new RequestRefusedException(ErrorCode.UP_TO_BLANK);
          case TextInput.Text(String text) when text.isBlank() ->
              throw new RequestRefusedException(ErrorCode.UP_TO_BLANK);
          case TextInput.Text(String text) -> Positions.parse(text, clock.instant());
          case TextInput.NotText() -> throw new RequestRefusedException(ErrorCode.UP_TO_INVALID);
        };
    memberships.requireMember(caller.uuid(), groupUuid);
    limits.countMark(caller);
    return position;
  }
}
