package cruddur.commands.users;

import cruddur.commands.postgres.Database;
import cruddur.commands.terminal.ExitCode;
import cruddur.toolkit.users.UsersTable;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Creates public.users. */
@Command(
    name = "schema-load",
    description = {
      "Create the table public.users with unique handle, email and sign-in.",
      "If the table exists, print what it lacks and change nothing; the exit code is 1 if it lacks something.",
      ""
    },
    sortOptions = false)
final class LoadUsersSchema implements Callable<Integer> {

  @Mixin private UsersDatabaseOptions options = new UsersDatabaseOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Database users = options.database(spec.commandLine().getErr());
    return users.inTransaction(connection -> load(connection, users));
  }

  private int load(Connection connection, Database users) throws SQLException {
    PrintWriter out = spec.commandLine().getOut();
    UsersTable table = new UsersTable(connection);
    if (!table.exists()) {
      table.create();
      out.printf("Created public.users in %s.%n", users.address());
      return ExitCode.OK;
    }
    List<String> missing = table.missingParts();
    out.printf(
        "public.users exists in %s%s%n",
        users.address(), missing.isEmpty() ? " already." : " and differs:");
    missing.forEach(line -> out.printf("  %s;%n", line));
    return missing.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }
}
