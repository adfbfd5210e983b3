package cruddur.commands.users;

import cruddur.commands.postgres.Database;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.toolkit.users.AppUser;
import cruddur.toolkit.users.UsersTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Brings the sign-ins in Postgres up to the user pool, in one transaction.
 *
 * <p>A user who loses a sign-in loses his profile row under it before Postgres is told, since
 * whoever holds that sign-in would act as him as long as the row stood. Should Postgres then
 * refuse, the next synchronisation restores the row.
 */
record SignInUpdate(Database database, ProfileTable profiles, boolean isDryRun) {

  /**
   * What was done.
   *
   * @param users all that Postgres has, with the sign-ins they have now
   */
  record Result(SignInPlan plan, List<AppUser> users) {}

  /**
   * Does it.
   *
   * @throws CommandFailedException when Postgres cannot be had or refuses; nothing has changed
   *     there then
   */
  Result run(List<PoolUser> pool, List<HandleOverride> rebindings) {
    profiles.require();
    return database.inTransaction(connection -> update(connection, pool, rebindings));
  }

  private Result update(Connection connection, List<PoolUser> pool, List<HandleOverride> rebindings)
      throws SQLException {
    UsersTable table = new UsersTable(connection);
    List<AppUser> users = table.all();
    SignInPlan plan = new SignInPlanner(users, rebindings).plan(pool);
    if (!isDryRun) {
      plan.changes().forEach(this::removeFormerProfile);
      boolean allWritten =
          table.changeSignIns(
              plan.changes().stream().map(SignInPlan.Change::signInChange).toList());
      if (!allWritten) {
        throw new CommandFailedException(
            "public.users has changed meanwhile, and nothing was written: run it again");
      }
    }
    return new Result(plan, plan.carriedOut(users));
  }

  private void removeFormerProfile(SignInPlan.Change change) {
    AppUser user = change.user();
    for (String former : user.signIn().stream().toList()) {
      for (ProfileWrite removal : new StaleProfiles(profiles.rows()).underSignIn(user, former)) {
        if (!profiles.write(removal)) {
          throw new CommandFailedException(
              "The profile rows of @%s change while they are removed, and nothing was written to Postgres: run it again"
                  .formatted(user.handle()));
        }
      }
    }
  }
}
