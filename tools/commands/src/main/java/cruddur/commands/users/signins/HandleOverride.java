package cruddur.commands.users.signins;

import java.util.Optional;

/**
 * The operator's decision about a handle whose sign-in is in conflict.
 *
 * @param handle the handle whose user gets another sign-in
 * @param sub the Cognito user, if several have the handle
 */
record HandleOverride(String handle, Optional<String> sub) {

  /** Parses {@code HANDLE} or {@code HANDLE=SUB}. */
  static HandleOverride parse(String text) {
    int separator = text.indexOf('=');
    return separator < 0
        ? new HandleOverride(text, Optional.empty())
        : new HandleOverride(
            text.substring(0, separator), Optional.of(text.substring(separator + 1)));
  }

  /** Whether a Cognito user has the handle, ignoring case. */
  boolean isHandleOf(PoolUser user) {
    return user.handle().filter(handle::equalsIgnoreCase).isPresent();
  }
}
