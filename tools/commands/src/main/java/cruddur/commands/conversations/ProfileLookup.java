package cruddur.commands.conversations;

import cruddur.commands.terminal.CommandFailedException;
import cruddur.messaging.port.RowReader;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.UserProfile;

/** Finds the profile of the user that a command names. */
record ProfileLookup(RowReader rows) {

  /**
   * Finds a profile.
   *
   * @param handle with or without {@code @}
   * @throws CommandFailedException if no user has the handle
   */
  UserProfile of(String handle) {
    String name = handle.startsWith("@") ? handle.substring(1) : handle;
    if (name.isEmpty()) {
      throw CommandFailedException.ofUsage("HANDLE must not be empty");
    }
    return switch (rows.get(HandleRow.keyOf(name)).orElse(null)) {
      case HandleRow.Owned(UserProfile profile) -> profile;
      case HandleRow.Reserved _ ->
          throw new CommandFailedException(
              "Handle %s is reserved by a sign-up that is not confirmed yet".formatted(name));
      case null ->
          throw new CommandFailedException(
              "No user has the handle %s: bin/cruddur scan --prefix HDL# prints all handles"
                  .formatted(name));
    };
  }
}
