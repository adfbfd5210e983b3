package cruddur.commands.users;

import java.util.Optional;

/**
 * What the operator has decided where a handle's sign-in is in doubt.
 *
 * @param handle whose row gets another sign-in than it has
 * @param sub which, where two users of the pool have the handle
 */
public record HandleOverride(String handle, Optional<String> sub) {

  /** As it is written on the command line: {@code HANDLE} or {@code HANDLE=SUB}. */
  public static HandleOverride parse(String text) {
    int separator = text.indexOf('=');
    return separator < 0
        ? new HandleOverride(text, Optional.empty())
        : new HandleOverride(
            text.substring(0, separator), Optional.of(text.substring(separator + 1)));
  }

  /** Whether a user of the pool has the handle, in whatever case. */
  boolean isCarriedBy(PoolUser user) {
    return user.handle().filter(handle::equalsIgnoreCase).isPresent();
  }
}
