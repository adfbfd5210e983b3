package cruddur.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.local.postgres.PostgresInBackground;
import cruddur.local.postgres.UsersTable;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Scanner;
import org.junit.jupiter.api.Test;

/** The Postgres that bin/up starts, beside what else it starts. */
class LocalPostgresTest {

  private static final Path HOME = Path.of("..");

  @Test
  void itsUsersAreThoseOfTheTable() throws Exception {
    try (SystemUnderTest system = SystemUnderTest.start(SystemUnderTest.TEMPLATE);
        PipedInputStream log = new PipedInputStream();
        PrintStream out =
            new PrintStream(new PipedOutputStream(log), true, StandardCharsets.UTF_8);
        PostgresInBackground _ =
            PostgresInBackground.start(0, Optional.empty(), UsersTable.of(HOME), out)) {
      String address = lineOf(log).replaceFirst("^Postgres, for bin/cruddur: ", "");

      assertEquals(
          new CommandRun(
              0, "Profile rows: 0 written, 0 removed; 4 users unchanged, 0 in doubt.\n", ""),
          CommandRun.of(
              "sync-profiles", "--database", address, "--endpoint", system.dynamoDb().toString()));
      assertEquals(
          "public.users exists in %s already.\n".formatted(address),
          CommandRun.of("users", "schema-load", "--database", address).out());
    }
  }

  @Test
  void whatCannotBeLoadedIsSaid() throws Exception {
    try (PipedInputStream log = new PipedInputStream();
        PrintStream out =
            new PrintStream(new PipedOutputStream(log), true, StandardCharsets.UTF_8);
        PostgresInBackground _ =
            PostgresInBackground.start(
                0, Optional.empty(), UsersTable.of(Path.of("elsewhere")), out)) {
      String line = lineOf(log);

      assertTrue(
          line.matches(
              "Sample users cannot be loaded into postgresql://.*: elsewhere/.*exists.sql"),
          line);
    }
  }

  private static String lineOf(PipedInputStream log) {
    return new Scanner(log, StandardCharsets.UTF_8).nextLine();
  }
}
