package cruddur.local.postgres;

import cruddur.toolkit.StartupException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * A Postgres of this process, reachable from this machine alone, with one empty database. Its user
 * {@code postgres} needs no password.
 */
public final class PostgresServer implements AutoCloseable {

  private static final String USER = "postgres";
  private static final String DATABASE = "cruddur";

  private final EmbeddedPostgres postgres;

  private PostgresServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /**
   * Starts it; the first time its programs are unpacked.
   *
   * @param port 0 for a free one
   * @param data an existing directory that keeps the data; gone with the process without
   * @throws StartupException when this machine cannot run it, or the port is taken
   */
  public static PostgresServer start(int port, Optional<Path> data) {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setRegisterShutdownHook(false)
            .setOutputRedirector(Redirect.DISCARD)
            .setErrorRedirector(Redirect.DISCARD);
    if (port != 0) {
      requireFree(port);
      builder.setPort(port);
    }
    data.ifPresent(directory ->
        builder.setDataDirectory(directory.resolve("postgres")).setCleanDataDirectory(false));
    try {
      PostgresServer server = new PostgresServer(builder.start());
      server.createDatabase();
      return server;
    } catch (IOException | RuntimeException | SQLException e) {
      throw new StartupException(
          "Postgres cannot be started here (%s): what bin/cruddur does with users needs one, by --database"
              .formatted(firstLine(e)),
          e);
    }
  }

  /** Its database's address, as psql takes it. */
  public String address() {
    return "postgresql://%s@localhost:%d/%s".formatted(USER, postgres.getPort(), DATABASE);
  }

  /** A connection to its database. */
  public Connection connect() throws SQLException {
    return postgres.getDatabase(USER, DATABASE).getConnection();
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }

  /** What listens there already would be taken for the server that was started. */
  private static void requireFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      probe.getLocalPort();
    } catch (IOException e) {
      throw new StartupException(
          "Port %d for Postgres is taken: give another with --postgres-port N, or use what is there, with bin/cruddur's --database"
              .formatted(port),
          e);
    }
  }

  private void createDatabase() throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      if (!isThere(statement)) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
    }
  }

  private static boolean isThere(Statement statement) throws SQLException {
    try (ResultSet found =
        statement.executeQuery(
            "SELECT FROM pg_database WHERE datname = '%s'".formatted(DATABASE))) {
      return found.next();
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }
}
