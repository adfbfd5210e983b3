package cruddur.commands.users;

import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.UserProfile;

/** A write to one profile row, on the condition that nobody has changed it since it was read. */
sealed interface ProfileWrite {

  /** Puts a row where the condition allows it. */
  record Put(Row row, PutCondition condition) implements ProfileWrite {}

  /** Gives the profile that was seen at a key another content. */
  record Replace(ProfileRow seen, UserProfile profile) implements ProfileWrite {}

  /** Deletes the profile that was seen at a key. */
  record Delete(ProfileRow seen) implements ProfileWrite {}
}
