package cruddur.local.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.toolkit.StartupException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

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
