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
 * A Postgres server on the loopback address, with one database. The user {@code postgres} needs no
 * password.
 */
public final class PostgresServer implements AutoCloseable {

  private static final String USER = "postgres";
  private static final String DATABASE = "cruddur";

  private final EmbeddedPostgres postgres;

  private PostgresServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /**
   * Starts a server. The first start unpacks its binaries.
   *
   * @param port 0 for a free port
   * @param data an existing directory that keeps the data; empty to delete it at the end
   * @throws StartupException if the port is in use, or this machine cannot run Postgres
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
          "Postgres did not start (%s). For bin/cruddur's commands about users, name a running one with --database."
              .formatted(firstLine(e)),
          e);
    }
  }

  /** The database's address, as psql accepts it. */
  public String address() {
    return "postgresql://%s@localhost:%d/%s".formatted(USER, postgres.getPort(), DATABASE);
  }

  /** Opens a connection to the database. */
  public Connection connect() throws SQLException {
    return postgres.getDatabase(USER, DATABASE).getConnection();
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }

  /** EmbeddedPostgres would take a server that is listening already for its own. */
  private static void requireFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      probe.getLocalPort();
    } catch (IOException e) {
      throw new StartupException(
          "Port %d for Postgres is in use. Choose another with --postgres-port N, or use the Postgres there with bin/cruddur's --database."
              .formatted(port),
          e);
    }
  }

  private void createDatabase() throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      if (!databaseExists(statement)) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
    }
  }

  private static boolean databaseExists(Statement statement) throws SQLException {
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
