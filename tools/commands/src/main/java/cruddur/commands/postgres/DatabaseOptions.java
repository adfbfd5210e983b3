package cruddur.commands.postgres;

import cruddur.commands.terminal.CommandFailedException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command that uses the Postgres database with public.users: a mixin. */
public final class DatabaseOptions {

  /** The database that bin/up starts. */
  private static final String LOCAL = "postgresql://postgres@localhost:5432/cruddur";

  private static final String LOCAL_VARIABLE = "CONNECTION_URL";
  private static final String PROD_VARIABLE = "PROD_CONNECTION_URL";

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "The Postgres database, as psql takes it (default: "
              + LOCAL_VARIABLE
              + ", or the database of bin/up,%n"
              + LOCAL
              + "; with --prod: "
              + PROD_VARIABLE
              + ").")
  private Optional<String> url = Optional.empty();

  /**
   * The database that these options name; no connection is opened yet.
   *
   * @param err receives its address, with {@code --prod}
   * @throws CommandFailedException if the address is malformed, or missing with {@code --prod}
   */
  public Database database(boolean isProd, PrintWriter err) {
    Map<String, String> environment = System.getenv();
    String variable = isProd ? PROD_VARIABLE : LOCAL_VARIABLE;
    String address =
        url.or(() -> Optional.ofNullable(environment.get(variable)))
            .filter(text -> !text.isEmpty())
            .or(() -> isProd ? Optional.empty() : Optional.of(LOCAL))
            .orElseThrow(() ->
                CommandFailedException.ofUsage(
                    "--prod requires a database: name it with --database, or set "
                        + PROD_VARIABLE));
    Database database = new Database(PostgresAddress.parse(address, environment));
    if (isProd) {
      err.println("Postgres " + database.address());
      err.flush();
    }
    return database;
  }
}
