package cruddur.commands.users;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.fixture.CommandRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** users schema-load, users seed, and the errors of a database for every command. */
class UsersTest {

  @AutoClose private static final UsersUnderTest users = new UsersUnderTest();

  @BeforeEach
  void noTable() throws SQLException {
    users.clear();
  }

  @Test
  void theTableIsCreatedOnce() {
    assertEquals(
        new CommandRun(0, "Created public.users in %s.\n".formatted(users.address()), ""),
        users.run("users", "schema-load"));
    assertEquals(
        new CommandRun(0, "public.users exists in %s already.\n".formatted(users.address()), ""),
        users.run("users", "schema-load"));
  }

  @Test
  void handleEmailAndSignInAreUnique() throws Exception {
    users.makeTable();
    users.add(1, "otter", "sub-otter");

    assertEquals("23505", sqlStateOf(() -> users.add(2, "Otter", null)));
    assertEquals("23505", sqlStateOf(() -> users.add(2, "heron", "sub-otter")));
    assertEquals(
        "23505",
        sqlStateOf(() ->
            users.execute(
                "INSERT INTO public.users (display_name, handle, email) VALUES ('n', 'heron', '1@EXAMPLE.com')")));
    assertEquals(List.of("otter sub-otter"), users.signIns());
  }

  @Test
  void whatTheLegacyTableLacksIsPrintedWithTheRemedy() throws Exception {
    users.makeLegacyTable();

    CommandRun run = users.run("users", "schema-load");

    assertEquals(
        new CommandRun(
            1,
            """
            public.users exists in %s and differs:
              handle is not unique: CREATE UNIQUE INDEX ON public.users (lower(handle));
              email is not unique: CREATE UNIQUE INDEX ON public.users (lower(email));
              cognito_user_id is not unique: CREATE UNIQUE INDEX ON public.users (cognito_user_id);
              cognito_user_id is NOT NULL: ALTER TABLE public.users ALTER COLUMN cognito_user_id DROP NOT NULL;
            """
                .formatted(users.address()),
            ""),
        run);
    for (String line : run.lines().subList(1, 5)) {
      users.execute(line.substring(line.indexOf(": ") + 2));
    }
    assertEquals(0, users.run("users", "schema-load").exitCode());
  }

  @Test
  void aMissingColumnIsNamed() throws Exception {
    users.makeTable();
    users.execute("ALTER TABLE public.users DROP COLUMN display_name");

    assertEquals(
        "  column display_name is missing: ALTER TABLE public.users ADD COLUMN display_name text NOT NULL;",
        users.run("users", "schema-load").lines().get(1));
  }

  @Test
  void sampleUsersAreAddedOnce() throws Exception {
    users.makeTable();

    assertEquals(
        new CommandRun(0, "4 sample users added, 0 already there.\n", ""),
        users.run("users", "seed"));
    assertEquals(
        new CommandRun(0, "0 sample users added, 4 already there.\n", ""),
        users.run("users", "seed"));
    assertEquals(List.of("ines_v -", "mei_l -", "noor_k -", "tarek_o -"), users.signIns());
  }

  @Test
  void aHandleThatIsInUseIsNotGivenToASampleUser() throws Exception {
    users.makeTable();
    users.add(1, "Mei_L", "sub-mei");

    assertEquals("3 sample users added, 1 already there.\n", users.run("users", "seed").out());
    assertEquals(
        List.of("Mei_L sub-mei", "ines_v -", "noor_k -", "tarek_o -"),
        users.signIns().stream().sorted().toList());
  }

  @Test
  void aDatabaseWithoutTheTableIsOneLine() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "Database cruddur at %s has no table public.users: create it with bin/cruddur users schema-load, or name another database with --database\n"
                .formatted(server())),
        users.run("users", "seed"));
  }

  @Test
  void aDatabaseThatDoesNotExistIsOneLine() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "Database elsewhere does not exist at %s: create it, or name another with --database\n"
                .formatted(server())),
        CommandRun.of(
            "users", "seed", "--database", users.address().replace("/cruddur", "/elsewhere")));
  }

  @Test
  void aWrongPasswordIsOneLineWithoutThePassword() throws Exception {
    users.execute("CREATE ROLE app LOGIN PASSWORD 'right'");
    String rules = users.select("SHOW hba_file").getFirst();
    users.execute(
        "COPY (SELECT 'host all app 127.0.0.1/32 scram-sha-256' UNION ALL SELECT 'host all all all trust') TO '%s'"
            .formatted(rules));
    users.select("SELECT pg_reload_conf()");

    String server = server().replace("localhost", "127.0.0.1");
    assertEquals(
        new CommandRun(
            1,
            "",
            server
                + " rejects the password of app: correct it in the address, in PGPASSWORD or in ~/.pgpass\n"),
        asApp("app:wrong"));
    assertEquals(
        new CommandRun(
            1,
            "",
            server
                + " requires a password for app: set it in the address, in PGPASSWORD or in ~/.pgpass\n"),
        asApp("app"));
  }

  @Test
  void aMissingServerIsOneLine() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    CommandRun run =
        CommandRun.of(
            "users", "seed", "--database", "postgresql://u:secret@localhost:%d/d".formatted(free));

    assertEquals(1, run.exitCode());
    assertEquals(
        "Postgres does not respond at localhost:%d: start it (bin/up starts one), or name another with --database. "
            .formatted(free),
        run.err().substring(0, run.err().indexOf("Connection")));
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void theProductionDatabaseIsPrintedFirstWithoutThePassword() throws Exception {
    users.makeTable();
    assertEquals(
        new CommandRun(
            0,
            "4 sample users added, 0 already there.\n",
            "Postgres %s\n".formatted(users.address())),
        CommandRun.of(
            "users",
            "seed",
            "--prod",
            "--database",
            users.address().replace("postgres@", "postgres:secret@")));
  }

  @Test
  void theProductionDatabaseMustBeNamed() {
    assertEquals(
        new CommandRun(
            2,
            "",
            "--prod requires a database: name it with --database, or set PROD_CONNECTION_URL\n"),
        CommandRun.of("users", "seed", "--prod"));
  }

  private static CommandRun asApp(String user) {
    return CommandRun.of(
        "users",
        "seed",
        "--database",
        users.address().replace("postgres@localhost", user + "@127.0.0.1"));
  }

  private static String server() {
    return users.address().replaceAll(".*@|/cruddur", "");
  }

  private interface Change {
    void make() throws SQLException;
  }

  private static String sqlStateOf(Change change) {
    try {
      change.make();
      return "none";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }
}
