package cruddur.messaging.port.row;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The row of a handle: its owner's profile, or the reservation of an unconfirmed sign-up. */
public sealed interface HandleRow extends Row {

  @Override
  RowKey.OfHandle key();

  /** Upper and lower case are the same handle. */
  static RowKey.OfHandle keyOf(String handle) {
    return new RowKey.OfHandle(handle.toLowerCase(Locale.ROOT));
  }

  record Owned(UserProfile profile) implements HandleRow {

    @Override
    public RowKey.OfHandle key() {
      return keyOf(profile.handle());
    }
  }

  /**
   * Keeps the handle for a user who is signing up.
   *
   * @param owner the owner's user name in the user pool
   * @param emailDigest the digest of the owner's email address; absent in rows of earlier versions
   * @param expiresAt whole seconds; from then on the handle is free, even if the row still exists
   */
  record Reserved(String handle, String owner, Optional<String> emailDigest, Instant expiresAt)
      implements HandleRow {

    @Override
    public RowKey.OfHandle key() {
      return keyOf(handle);
    }
  }
}
