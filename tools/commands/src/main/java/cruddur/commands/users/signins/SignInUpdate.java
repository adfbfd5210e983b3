package cruddur.commands.users.signins;

import cruddur.commands.postgres.Database;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.commands.users.profiles.ProfileTable;
import cruddur.commands.users.profiles.ProfileWrite;
import cruddur.commands.users.profiles.SignInPlan;
import cruddur.commands.users.profiles.StaleProfiles;
import cruddur.messaging.port.RequestRejectedException;
import cruddur.toolkit.users.AppUser;
import cruddur.toolkit.users.UsersTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Updates the sign-ins in Postgres from the user pool, in one transaction.
 *
 * <p>The profile row under a sign-in that a user loses is deleted before Postgres is updated: as
 * long as the row exists, the holder of that sign-in acts as the user. If Postgres then fails, the
 * next synchronization restores the row.
 */
record SignInUpdate(Database database, ProfileTable profiles, boolean isDryRun) {

  /**
   * The result.
   *
   * @param users all users in Postgres, with their new sign-ins
   */
  record Result(SignInPlan plan, List<AppUser> users) {}

  /**
   * Runs the update.
   *
   * @throws CommandFailedException if Postgres fails; nothing has changed there then
   */
  Result run(List<PoolUser> pool, List<HandleOverride> overrides) {
    profiles.require();
    return database.inTransaction(connection -> update(connection, pool, overrides));
  }

  private Result update(Connection connection, List<PoolUser> pool, List<HandleOverride> overrides)
      throws SQLException {
    UsersTable table = new UsersTable(connection);
    List<AppUser> users = table.all();
    SignInPlan plan = new SignInPlanner(users, overrides).plan(pool);
    if (!isDryRun) {
      plan.changes().forEach(this::removeFormerProfile);
      boolean allWritten =
          table.changeSignIns(
              plan.changes().stream().map(SignInPlan.Change::signInChange).toList());
      if (!allWritten) {
        throw new CommandFailedException(
            "public.users changed during the update, and nothing was written: run the command again");
      }
    }
    return new Result(plan, plan.applyTo(users));
  }

  private List<ProfileWrite> formerProfiles(AppUser user) {
    try {
      return user.signIn().stream()
          .flatMap(former -> new StaleProfiles(profiles.rows()).underSignIn(user, former).stream())
          .toList();
    } catch (RequestRejectedException e) {
      // What cannot be a key has no row.
      return List.of();
    }
  }

  private void removeFormerProfile(SignInPlan.Change change) {
    AppUser user = change.user();
    for (ProfileWrite removal : formerProfiles(user)) {
      if (!profiles.write(removal)) {
        throw new CommandFailedException(
            "The profile rows of @%s changed during the update, and nothing was written to Postgres: run the command again"
                .formatted(user.handle()));
      }
    }
  }
}
