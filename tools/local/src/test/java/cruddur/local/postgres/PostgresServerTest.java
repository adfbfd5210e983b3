package cruddur.local.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.toolkit.StartupException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

  private static final int VALIDATION_TIMEOUT_SECONDS = 20;

  @Test
  void dataSurvivesARestart(@TempDir Path data) throws Exception {
    try (PostgresServer server = PostgresServer.start(0, Optional.of(data));
        Connection connection = connect(server)) {
      connection.createStatement().execute("CREATE TABLE kept AS SELECT 7 AS number");
    }
    try (PostgresServer server = PostgresServer.start(0, Optional.of(data));
        Connection connection = connect(server);
        ResultSet kept = connection.createStatement().executeQuery("SELECT number FROM kept")) {
      assertTrue(kept.next());
      assertEquals(7, kept.getInt("number"));
    }
  }

  /** Its process id is in the copy, too. */
  @Test
  void theServerOfACopiedFolderRunsOn(@TempDir Path data, @TempDir Path copy) throws Exception {
    try (PostgresServer server = PostgresServer.start(0, Optional.of(data))) {
      Path folder = Files.createDirectory(copy.resolve("postgres"));
      Files.copy(data.resolve("postgres/postmaster.pid"), folder.resolve("postmaster.pid"));
      OrphanedPostgres.end(folder);
      try (Connection connection = connect(server)) {
        assertTrue(connection.isValid(VALIDATION_TIMEOUT_SECONDS));
      }
    }
  }

  @Test
  void anotherProcessWithTheIdOfAFormerServerRunsOn(@TempDir Path folder) throws Exception {
    Process other = new ProcessBuilder("cat").start();
    try {
      Files.write(
          folder.resolve("postmaster.pid"),
          List.of(
              Long.toString(other.pid()),
              folder.toString(),
              Long.toString(Instant.now().getEpochSecond())));
      OrphanedPostgres.end(folder);
      assertTrue(other.isAlive());
    } finally {
      other.destroy();
    }
  }

  @Test
  void dataThatWasNotCompletedIsCreatedAgain(@TempDir Path data) throws Exception {
    Path folder = Files.createDirectory(data.resolve("postgres"));
    Files.writeString(folder.resolve("postgresql.conf"), "incomplete");
    try (PostgresServer server = PostgresServer.start(0, Optional.of(data));
        Connection connection = connect(server)) {
      assertTrue(connection.isValid(VALIDATION_TIMEOUT_SECONDS));
    }
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StartupException refusal =
          assertThrows(
              StartupException.class,
              () -> PostgresServer.start(other.getLocalPort(), Optional.empty()));
      assertEquals(
          "Port %d for Postgres is in use. Choose another with --postgres-port N, or use the Postgres there with bin/cruddur's --database."
              .formatted(other.getLocalPort()),
          refusal.getMessage());
    }
  }

  private static Connection connect(PostgresServer server) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:" + server.address().replace("postgres@", "") + "?user=postgres");
  }
}
