package cruddur.commands.users;

import cruddur.commands.terminal.DisplayText;
import cruddur.toolkit.users.AppUser;
import cruddur.toolkit.users.UsersTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the sign-ins in Postgres have to change, so that every user has that of the pool's user who
 * carries his handle. What is in doubt stays as it is.
 *
 * @param changes in the order in which they keep every sign-in unique; a user may be in it twice
 * @param updated users that get their sign-in
 * @param unchanged how many have theirs already
 * @param missing handles of the pool that no user in Postgres has
 * @param withoutHandle subjects of the pool's users that have none
 * @param doubts what stays as it is, and why
 */
public record SignInPlan(
    List<Change> changes,
    List<Change> updated,
    int unchanged,
    List<String> missing,
    List<String> withoutHandle,
    List<Conflict> doubts) {

  /** One update of one row. */
  public record Change(AppUser user, Optional<String> from, Optional<String> to) {

    UsersTable.SignInChange signInChange() {
      return new UsersTable.SignInChange(user.uuid(), from, to);
    }
  }

  /** A handle whose sign-in, or whose profile rows, are not decided. */
  public record Conflict(String handle, String reason) {

    /** For a terminal. */
    String line() {
      return DisplayText.oneLine("in doubt  @%s: %s".formatted(handle, reason));
    }
  }

  /** The users as they are once the plan is carried out. */
  public List<AppUser> carriedOut(List<AppUser> users) {
    Map<String, Optional<String>> signIns = new HashMap<>();
    changes.forEach(change -> signIns.put(change.user().uuid(), change.to()));
    return users.stream()
        .map(user -> signIns.containsKey(user.uuid()) ? user.with(signIns.get(user.uuid())) : user)
        .toList();
  }
}
