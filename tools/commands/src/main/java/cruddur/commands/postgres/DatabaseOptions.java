package cruddur.commands.postgres;

import cruddur.commands.terminal.CommandFailedException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command that works on the app's database: a mixin. */
public final class DatabaseOptions {

  /** Where bin/up has it. */
  private static final String LOCAL = "postgresql://postgres@localhost:5432/cruddur";

  private static final String LOCAL_VARIABLE = "CONNECTION_URL";
  private static final String PROD_VARIABLE = "PROD_CONNECTION_URL";

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "The app's Postgres, as psql takes it; "
              + LOCAL_VARIABLE
              + "'s, with --prod "
              + PROD_VARIABLE
              + "'s, or "
              + LOCAL
              + ", where bin/up has it, unless told.")
  private Optional<String> url = Optional.empty();

  /**
   * The database; nothing is sent to it yet.
   *
   * @param err is told which, with {@code --prod}
   * @throws CommandFailedException when its address cannot be read, or none is given for {@code
   *     --prod}
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
                    "With --prod the database has to be named: give --database, or set "
                        + PROD_VARIABLE));
    Database database = new Database(PostgresAddress.parse(address, environment));
    if (isProd) {
      err.println("Postgres " + database.address());
      err.flush();
    }
    return database;
  }
}
