package cruddur.commands.users.profiles;

import cruddur.commands.terminal.DisplayText;
import cruddur.toolkit.users.AppUser;
import cruddur.toolkit.users.UsersTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes of sign-ins in Postgres that link each user to the Cognito user with the same handle.
 * Conflicts are not changed.
 *
 * @param changes in an order that keeps every sign-in unique; a user may occur twice
 * @param updated the changes that give a user a sign-in
 * @param unchanged how many users are linked already
 * @param missing handles of Cognito users that no user in Postgres has
 * @param withoutHandle subs of Cognito users without a handle
 * @param conflicts what is not changed, and why
 */
public record SignInPlan(
    List<Change> changes,
    List<Change> updated,
    int unchanged,
    List<String> missing,
    List<String> withoutHandle,
    List<Conflict> conflicts) {

  /** One update of one row. */
  public record Change(AppUser user, Optional<String> from, Optional<String> to) {

    public UsersTable.SignInChange signInChange() {
      return new UsersTable.SignInChange(user.uuid(), from, to);
    }
  }

  /** A handle whose sign-in or profile rows cannot be decided without the operator. */
  public record Conflict(String handle, String reason) {

    /** For a terminal. */
    public String line() {
      return DisplayText.oneLine("conflict  @%s: %s".formatted(handle, reason));
    }
  }

  /** The users after the plan has been carried out. */
  public List<AppUser> applyTo(List<AppUser> users) {
    Map<String, Optional<String>> signIns = new HashMap<>();
    changes.forEach(change -> signIns.put(change.user().uuid(), change.to()));
    return users.stream()
        .map(user -> signIns.containsKey(user.uuid()) ? user.with(signIns.get(user.uuid())) : user)
        .toList();
  }
}
