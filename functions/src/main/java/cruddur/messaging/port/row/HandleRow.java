package cruddur.messaging.port.row;

import java.time.Instant;
import java.util.Locale;

/** The row of a handle: its owner's profile, or the reservation of an unconfirmed sign-up. */
public sealed interface HandleRow extends Row {

  @Override
  RowKey.OfHandle key();

  /** The key of a handle; upper and lower case are the same handle. */
  static RowKey.OfHandle keyOf(String handle) {
    return new RowKey.OfHandle(handle.toLowerCase(Locale.ROOT));
  }

  /** The profile of the handle's owner. */
  record Owned(UserProfile profile) implements HandleRow {

    @Override
    public RowKey.OfHandle key() {
      return keyOf(profile.handle());
    }
  }

  /**
   * A reservation.
   *
   * @param owner the user name, in the user pool, of the user who is signing up
   * @param expiresAt whole seconds; from then on anybody may take the handle, even if the row still
   *     exists
   */
  record Reserved(String handle, String owner, Instant expiresAt) implements HandleRow {

    @Override
    public RowKey.OfHandle key() {
      return keyOf(handle);
    }
  }
}
