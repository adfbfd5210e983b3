package cruddur.commands.users;

import cruddur.commands.fixture.CommandRun;
import cruddur.local.postgres.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Postgres server with a table of users. */
public final class UsersUnderTest implements AutoCloseable {

  /** The table of Cruddur's Flask app. */
  private static final String LEGACY_TABLE =
      """
      CREATE TABLE public.users (
        uuid UUID DEFAULT gen_random_uuid() PRIMARY KEY,
        display_name text NOT NULL, handle text NOT NULL, email text NOT NULL,
        cognito_user_id text NOT NULL, created_at TIMESTAMP default current_timestamp NOT NULL)
      """;

  private final PostgresServer server = PostgresServer.start(0, Optional.empty());

  /** The address of the database. */
  public String address() {
    return server.address();
  }

  /** Runs a command on the database. */
  CommandRun run(String... arguments) {
    return CommandRun.of(
        Stream.concat(Stream.of(arguments), Stream.of("--database", address()))
            .toArray(String[]::new));
  }

  /** Drops the table. */
  void clear() throws SQLException {
    execute("DROP TABLE IF EXISTS public.users");
  }

  /** Creates an empty table with {@code users schema-load}. */
  void makeTable() throws SQLException {
    clear();
    run("users", "schema-load");
  }

  /** Creates an empty table like the one of Cruddur's Flask app. */
  public void makeLegacyTable() throws SQLException {
    clear();
    execute(LEGACY_TABLE);
  }

  /** Adds a user whose uuid ends with this number. */
  public void add(int number, String handle, String cognitoUserId) throws SQLException {
    execute(
        "INSERT INTO public.users (uuid, display_name, handle, email, cognito_user_id) VALUES ('%s', '%s', '%s', '%s', %s)"
            .formatted(
                uuid(number),
                displayName(handle),
                handle,
                number + "@example.com",
                cognitoUserId == null ? "null" : "'" + cognitoUserId + "'"));
  }

  public static String uuid(int number) {
    return "00000000-0000-4000-8000-%012d".formatted(number);
  }

  public static String displayName(String handle) {
    return "The " + handle;
  }

  /** Handle and sign-in of each user, ordered by handle. */
  List<String> signIns() throws SQLException {
    return select(
        "SELECT handle || ' ' || coalesce(cognito_user_id, '-') FROM public.users ORDER BY 1");
  }

  List<String> select(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connect();
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect()) {
      connection.createStatement().execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:" + address().replace("postgres@", "") + "?user=postgres");
  }
}
