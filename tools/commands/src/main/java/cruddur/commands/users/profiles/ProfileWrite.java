package cruddur.commands.users.profiles;

import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.UserProfile;

/** A write to one profile row, on the condition that it has not changed since it was read. */
public sealed interface ProfileWrite {

  /** Puts a row if the condition holds. */
  record Put(Row row, PutCondition condition) implements ProfileWrite {}

  /** Replaces the profile that was read at a key. */
  record Replace(ProfileRow seen, UserProfile profile) implements ProfileWrite {}

  /** Deletes the profile that was read at a key. */
  record Delete(ProfileRow seen) implements ProfileWrite {}
}
