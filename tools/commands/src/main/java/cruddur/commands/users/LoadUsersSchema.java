package cruddur.commands.users;

import cruddur.commands.postgres.Database;
import cruddur.commands.postgres.DatabaseOptions;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the table of users. */
@Command(
    name = "schema-load",
    description = {
      "Makes the table public.users, with handle, e-mail and sign-in unique.",
      "One that exists stays as it is; what it lacks is said, and the exit code is 1 then.",
      ""
    },
    sortOptions = false)
final class LoadUsersSchema implements Callable<Integer> {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--prod", description = "Works on PROD_CONNECTION_URL's database.")
  private boolean prod;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Database users = database.database(prod, spec.commandLine().getErr());
    return users.inTransaction(connection -> load(connection, users));
  }

  private int load(Connection connection, Database users) throws SQLException {
    PrintWriter out = spec.commandLine().getOut();
    UsersTable table = new UsersTable(connection);
    if (!table.exists()) {
      table.create();
      out.printf("Made public.users in %s.%n", users.address());
      return ExitCode.OK;
    }
    List<String> lacks = table.missingParts();
    out.printf(
        "public.users exists in %s%s%n",
        users.address(), lacks.isEmpty() ? " already." : ", and differs:");
    lacks.forEach(line -> out.printf("  %s;%n", line));
    return lacks.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }
}
