package cruddur.messaging.port.row;

import java.time.Instant;
import java.util.Locale;

/**
 * What stands under a handle: the profile of who has it, or the reservation of a sign-up that is
 * not confirmed yet.
 */
public sealed interface HandleRow extends Row {

  @Override
  RowKey.OfHandle key();

  /** The key of a handle, however it is written. */
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
   * @param owner the user name, in the user pool, of who is signing up
   * @param expiresAt from then on anybody may take it, whole seconds; the row itself may stay a
   *     while longer
   */
  record Reserved(String handle, String owner, Instant expiresAt) implements HandleRow {

    @Override
    public RowKey.OfHandle key() {
      return keyOf(handle);
    }
  }
}
