package cruddur.commands.users;

import cruddur.commands.postgres.Database;
import cruddur.commands.postgres.DatabaseOptions;
import cruddur.commands.terminal.CommandFailedException;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that use public.users alone: a mixin. */
final class UsersDatabaseOptions {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--prod", description = "Use the database of PROD_CONNECTION_URL.")
  private boolean prod;

  /**
   * The database that these options name; no connection is opened yet.
   *
   * @param err receives its address, with {@code --prod}
   * @throws CommandFailedException if the address is malformed, or missing with {@code --prod}
   */
  Database database(PrintWriter err) {
    return database.database(prod, err);
  }
}
