package cruddur.commands.users.profiles;

import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import java.util.Optional;

/** A profile row: one of the two keys of a profile, and the profile. */
record ProfileRow(RowKey<?> key, UserProfile profile) {

  /** The owner of a handle; a reserved handle has none. */
  static Optional<UserProfile> owner(HandleRow row) {
    return row instanceof HandleRow.Owned(UserProfile profile)
        ? Optional.of(profile)
        : Optional.empty();
  }
}
