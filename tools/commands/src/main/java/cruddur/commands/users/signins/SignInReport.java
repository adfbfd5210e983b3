package cruddur.commands.users.signins;

import com.fasterxml.jackson.annotation.JsonProperty;
import cruddur.commands.terminal.DisplayText;
import cruddur.commands.users.profiles.ProfileReport;
import cruddur.commands.users.profiles.SignInPlan;
import cruddur.commands.users.profiles.SignInPlan.Conflict;
import java.io.PrintWriter;
import java.util.List;

/** The result of {@code update-cognito-user-ids}, or of its dry run. */
record SignInReport(
    @JsonProperty("dry_run") boolean isDryRun,
    List<Updated> updated,
    int unchanged,
    @JsonProperty("missing_in_postgres") List<String> missing,
    @JsonProperty("without_a_handle") List<String> withoutHandle,
    @JsonProperty("in_doubt") List<Conflict> conflicts,
    ProfileReport profiles) {

  /**
   * One user's new sign-in.
   *
   * @param from the former value, may be null
   */
  record Updated(String handle, String from, String to) {}

  static SignInReport of(boolean isDryRun, SignInPlan plan, ProfileReport profiles) {
    List<Updated> updated =
        plan.updated().stream()
            .map(change ->
                new Updated(
                    change.user().handle(),
                    change.user().cognitoUserId().orElse(null),
                    change.to().orElseThrow()))
            .toList();
    return new SignInReport(
        isDryRun,
        updated,
        plan.unchanged(),
        plan.missing(),
        plan.withoutHandle(),
        plan.conflicts(),
        profiles);
  }

  boolean hasConflicts() {
    return !conflicts.isEmpty() || profiles.hasConflicts();
  }

  void print(PrintWriter out) {
    updated.forEach(user -> out.printf("updated   @%s: %s%n", user.handle(), user.to()));
    missing.forEach(handle -> out.printf("missing   @%s%n", DisplayText.oneLine(handle)));
    withoutHandle.forEach(sub -> out.printf("no handle %s%n", sub));
    conflicts.forEach(conflict -> out.println(conflict.line()));
    out.printf(
        "Sign-ins: %d updated, %d unchanged, %d missing in Postgres, %d without a handle, %d conflicts.%n",
        updated.size(), unchanged, missing.size(), withoutHandle.size(), conflicts.size());
    profiles.print(out);
    if (isDryRun) {
      out.println("This was a dry run: nothing was changed.");
    }
  }
}
