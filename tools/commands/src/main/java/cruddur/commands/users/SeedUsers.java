package cruddur.commands.users;

import cruddur.commands.postgres.Database;
import cruddur.commands.terminal.ExitCode;
import cruddur.toolkit.sample.LocalUser;
import cruddur.toolkit.sample.SampleUsers;
import cruddur.toolkit.users.UsersTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Adds the sample users of bin/up to public.users, without a sign-in. */
@Command(
    name = "seed",
    description = {
      "Add the sample users of bin/up to public.users, without a sign-in.",
      "Existing users are not changed. update-cognito-user-ids adds sign-ins.",
      ""
    },
    sortOptions = false)
final class SeedUsers implements Callable<Integer> {

  @Mixin private UsersDatabaseOptions options = new UsersDatabaseOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Database users = options.database(spec.commandLine().getErr());
    int added = users.inTransaction(SeedUsers::seed);
    spec.commandLine()
        .getOut()
        .printf(
            "%d sample users added, %d already there.%n", added, SampleUsers.ALL.size() - added);
    return ExitCode.OK;
  }

  private static int seed(Connection connection) throws SQLException {
    UsersTable table = new UsersTable(connection);
    int added = 0;
    for (LocalUser user : SampleUsers.ALL) {
      if (table.add(SampleUsers.profile(user), user.email())) {
        added++;
      }
    }
    return added;
  }
}
