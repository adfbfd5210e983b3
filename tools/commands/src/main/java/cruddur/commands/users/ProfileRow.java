package cruddur.commands.users;

import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UserProfile;
import java.util.Optional;

/** A profile, and at which of its two keys it stands. */
record ProfileRow(RowKey<?> key, UserProfile profile) {

  /** The profile of who has a handle; nobody has one that is only reserved. */
  static Optional<UserProfile> owner(HandleRow row) {
    return row instanceof HandleRow.Owned(UserProfile profile)
        ? Optional.of(profile)
        : Optional.empty();
  }
}
