package cruddur.commands.users;

import cruddur.commands.postgres.Database;
import cruddur.commands.postgres.DatabaseOptions;
import cruddur.toolkit.sample.LocalUser;
import cruddur.toolkit.sample.SampleUsers;
import cruddur.toolkit.users.UsersTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Adds the sample users, those of bin/up; a sign-in comes with update-cognito-user-ids. */
@Command(
    name = "seed",
    description = {
      "Adds sample users to public.users, the same as bin/up has, yet without a sign-in.",
      "Users that are there stay as they are.",
      ""
    },
    sortOptions = false)
final class SeedUsers implements Callable<Integer> {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--prod", description = "Works on PROD_CONNECTION_URL's database.")
  private boolean prod;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Database users = database.database(prod, spec.commandLine().getErr());
    int added = users.inTransaction(SeedUsers::seed);
    spec.commandLine()
        .getOut()
        .printf(
            "%d sample users added, %d there already.%n", added, SampleUsers.ALL.size() - added);
    return 0;
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
