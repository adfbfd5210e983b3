package cruddur.local.postgres;

import cruddur.local.files.DataFolder;
import cruddur.local.files.FolderContent;
import cruddur.local.files.TemporaryFolder;
import cruddur.toolkit.StartupException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * A Postgres server on the loopback address, with one database. The user {@code postgres} needs no
 * password.
 */
public final class PostgresServer implements AutoCloseable {

  private static final String USER = "postgres";
  private static final String DATABASE = "cruddur";

  /** Where EmbeddedPostgres unpacks its binaries; its default is a folder that all users share. */
  private static final String WORKING_DIRECTORY = "ot.epg.working-dir";

  /** Postgres writes it when it starts for the first time on complete data. */
  private static final String STARTED = "postmaster.opts";

  private final EmbeddedPostgres postgres;
  private final Optional<TemporaryFolder> temporary;

  private PostgresServer(EmbeddedPostgres postgres, Optional<TemporaryFolder> temporary) {
    this.postgres = postgres;
    this.temporary = temporary;
  }

  /**
   * Starts a server. The first start unpacks its binaries. A server of the same data, or of the
   * data of a killed process, is ended first.
   *
   * @param port 0 for a free port
   * @param data an existing directory that keeps the data; empty to delete it at the end
   * @throws StartupException if the port is in use, or this machine cannot run Postgres
   */
  public static PostgresServer start(int port, Optional<Path> data) {
    Optional<TemporaryFolder> temporary = Optional.empty();
    try {
      Path work = Files.createDirectories(workingDirectory());
      Path binaries = work.resolve("binaries");
      new PostgresBinaries(binaries).deleteIncomplete();
      System.setProperty(WORKING_DIRECTORY, binaries.toString());
      if (data.isEmpty()) {
        temporary =
            Optional.of(
                TemporaryFolder.create(
                    work, "run-", folder -> OrphanedPostgres.end(folder.resolve("data"))));
      }
      Path folder =
          data.isPresent()
              ? data.get().toRealPath().resolve(DataFolder.POSTGRES)
              : temporary.get().path().resolve("data");
      OrphanedPostgres.end(folder);
      if (!Files.exists(folder.resolve(STARTED))) {
        // A process was killed while it created the data.
        FolderContent.delete(folder);
      }
      return start(port, folder, temporary);
    } catch (StartupException e) {
      temporary.ifPresent(PostgresServer::delete);
      throw e;
    } catch (IOException | RuntimeException | SQLException | ExceptionInInitializerError e) {
      temporary.ifPresent(PostgresServer::delete);
      throw new StartupException(
          "Postgres did not start (%s). For bin/cruddur's commands about users, name a running one with --database."
              .formatted(firstLine(e)),
          e);
    }
  }

  private static PostgresServer start(int port, Path folder, Optional<TemporaryFolder> temporary)
      throws IOException, SQLException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            // Not the user's, which may be missing or have another encoding.
            .setLocaleConfig("locale", "C")
            // Its sockets would have fixed names in a folder that all users share.
            .setServerConfig("unix_socket_directories", "")
            .setRegisterShutdownHook(false)
            // The default of 10 s is too short for a busy machine.
            .setPGStartupWait(Duration.ofSeconds(60))
            .setOutputRedirector(Redirect.DISCARD)
            .setErrorRedirector(Redirect.DISCARD);
    if (port != 0) {
      requireFree(port);
      builder.setPort(port);
    }
    PostgresServer server = new PostgresServer(builder.start(), temporary);
    server.createDatabase();
    return server;
  }

  /** A folder of the project that is not part of its sources. */
  private static Path workingDirectory() {
    return Path.of(System.getProperty("cruddur.home", ""), "target", "postgres").toAbsolutePath();
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
    temporary.ifPresent(PostgresServer::delete);
  }

  private static void delete(TemporaryFolder folder) {
    try {
      folder.close();
    } catch (IOException e) {
      // The next start deletes it.
    }
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

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }
}
