package cruddur.commands.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.SystemUnderTest;
import cruddur.local.postgres.BackgroundPostgres;
import cruddur.local.postgres.PostgresServer;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Postgres that bin/up starts, together with its table. */
class LocalPostgresTest {

  @Test
  void itsUsersAreTheProfilesOfTheTable() throws Exception {
    try (SystemUnderTest system = SystemUnderTest.start(SystemUnderTest.TEMPLATE);
        PipedInputStream log = new PipedInputStream();
        PrintStream out =
            new PrintStream(new PipedOutputStream(log), true, StandardCharsets.UTF_8);
        BackgroundPostgres _ = BackgroundPostgres.start(0, Optional.empty(), List::of, out)) {
      String address = lineOf(log).replaceFirst("^Postgres, for bin/cruddur: ", "");

      assertEquals(
          new CommandRun(
              0, "Profile rows: 0 written, 0 removed; 4 users unchanged, 0 conflicts.\n", ""),
          CommandRun.of(
              "sync-profiles", "--database", address, "--endpoint", system.dynamoDb().toString()));
      assertEquals(
          "public.users exists in %s already.\n".formatted(address),
          CommandRun.of("users", "schema-load", "--database", address).out());
    }
  }

  @Test
  void aLoadFailureIsPrinted(@TempDir Path data) throws Exception {
    try (PostgresServer server = PostgresServer.start(0, Optional.of(data));
        Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE public.users (handle int)");
    }
    try (PipedInputStream log = new PipedInputStream();
        PrintStream out =
            new PrintStream(new PipedOutputStream(log), true, StandardCharsets.UTF_8);
        BackgroundPostgres _ = BackgroundPostgres.start(0, Optional.of(data), List::of, out)) {
      String line = lineOf(log);

      assertTrue(
          line.matches(
              "The sample users could not be loaded into postgresql://postgres@localhost:\\d+/cruddur:"
                  + " ERROR: column \"uuid\" of relation \"users\" does not exist"),
          line);
    }
  }

  private static String lineOf(PipedInputStream log) {
    return new Scanner(log, StandardCharsets.UTF_8).nextLine();
  }
}
