package cruddur.commands.users;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.MotoServer;
import cruddur.commands.fixture.TableUnderTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;

/**
 * list-users and update-cognito-user-ids, on Postgres, DynamoDB Local, and a user pool in moto with
 * more users than a page of Cognito has.
 */
@EnabledIf(
    value = "cruddur.commands.fixture.MotoServer#isInstalled",
    disabledReason = "requires -Dmoto.server=PATH of moto_server")
class UpdateCognitoUserIdsTest {

  /** A page has 60. */
  private static final int MANY = 65;

  @TempDir static Path directory;

  private static MotoServer moto;
  private static CognitoIdentityProviderClient cognito;
  private static UsersUnderTest users;

  @AutoClose private final TableUnderTest table = TableUnderTest.with();
  private final Map<String, String> subs = new HashMap<>();
  private String pool;

  @BeforeAll
  static void start() throws Exception {
    moto = MotoServer.start(directory.resolve("moto.log"));
    cognito =
        CognitoIdentityProviderClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    users = new UsersUnderTest();
  }

  @AfterAll
  static void stop() throws Exception {
    if (users != null) {
      users.close();
    }
    if (cognito != null) {
      cognito.close();
    }
    if (moto != null) {
      moto.close();
    }
  }

  @BeforeEach
  void makePoolAndTables() throws Exception {
    pool = cognito.createUserPool(request -> request.poolName("users")).userPool().id();
    users.makeTable();
  }

  @Test
  void allPagesOfThePoolAreListed() {
    for (int i = 0; i < MANY; i++) {
      signUp("user-%02d".formatted(i), "handle_" + i);
    }
    signUp("last", null);

    CommandRun run = CommandRun.of("list-users", "--user-pool", pool);

    assertEquals(0, run.exitCode());
    assertEquals("", run.err());
    assertEquals(
        subs.entrySet().stream()
            .map(entry ->
                entry.getKey().equals("last")
                    ? entry.getValue() + "  no handle"
                    : entry.getValue()
                        + "  @handle_"
                        + Integer.parseInt(entry.getKey().substring(5)))
            .collect(Collectors.toSet()),
        run.out().lines().collect(Collectors.toSet()));
  }

  @Test
  void aListCanBeJsonLines() {
    signUp("one", "otter");

    assertEquals(
        "{\"sub\":\"%s\",\"handle\":\"otter\"}\n".formatted(subs.get("one")),
        CommandRun.of("list-users", "--user-pool", pool, "--json").out());
  }

  @Test
  void everyUserOfEveryPageGetsSignInAndProfile() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 10; i < 10 + MANY; i++) {
      String sub = signUp("user-" + i, "handle_" + i);
      users.add(i, "handle_" + i, null);
      expected.add("handle_%d %s".formatted(i, sub));
    }
    String abroad = signUp("abroad", null);
    signUp("new", "newcomer");

    CommandRun run = update();

    assertEquals(0, run.exitCode(), run::toString);
    assertEquals(
        List.of(
            "missing   @newcomer",
            "no handle " + abroad,
            "Sign-ins: 65 updated, 0 unchanged, 1 missing in Postgres, 1 without a handle, 0 conflicts.",
            "Profile rows: 130 written, 0 removed; 0 users unchanged, 0 conflicts."),
        run.lines().subList(MANY, run.lines().size()));
    assertEquals(expected, users.signIns());
    assertEquals(2 * MANY, table.profiles().size());

    assertEquals(
        List.of(
            "Sign-ins: 0 updated, 65 unchanged, 1 missing in Postgres, 1 without a handle, 0 conflicts.",
            "Profile rows: 0 written, 0 removed; 65 users unchanged, 0 conflicts."),
        update().lines().subList(2, 4));
    assertEquals(expected, users.signIns());
  }

  @Test
  void aDryRunPrintsEverythingAndChangesNothing() throws Exception {
    String sub = signUp("one", "otter");
    users.add(1, "otter", null);

    assertEquals(
        new CommandRun(
            0,
            """
            updated   @otter: %s
            Sign-ins: 1 updated, 0 unchanged, 0 missing in Postgres, 0 without a handle, 0 conflicts.
            Profile rows: 2 written, 0 removed; 0 users unchanged, 0 conflicts.
            This was a dry run: nothing was changed.
            """
                .formatted(sub),
            ""),
        update("--dry-run"));
    assertEquals(List.of("otter -"), users.signIns());
    assertEquals(List.of(), table.profiles());
  }

  @Test
  void theReportCanBeJson() throws Exception {
    String sub = signUp("one", "otter");
    users.add(1, "otter", null);

    assertEquals(
        "{\"dry_run\":false,\"updated\":[{\"handle\":\"otter\",\"from\":null,\"to\":\"%s\"}],\"unchanged\":0,\"missing_in_postgres\":[],\"without_a_handle\":[],\"in_doubt\":[],\"profiles\":{\"written\":2,\"removed\":0,\"unchanged\":0,\"in_doubt\":[]}}\n"
            .formatted(sub),
        update("--json").out());
  }

  @Test
  void seededUsersOfTheLegacyTableAreLinked() throws Exception {
    users.makeLegacyTable();
    users.add(1, "otter", "MOCK");
    users.add(2, "heron", "MOCK");
    String sub = signUp("one", "otter");

    assertEquals(0, update().exitCode());
    assertEquals(List.of("heron MOCK", "otter " + sub), users.signIns());
    assertEquals(
        List.of(
            "HDL#heron is %s @heron".formatted(UsersUnderTest.uuid(2)),
            "HDL#otter is %s @otter".formatted(UsersUnderTest.uuid(1)),
            "SUB#%s is %s @otter".formatted(sub, UsersUnderTest.uuid(1))),
        table.profiles());
  }

  @Test
  void renamingOneselfDoesNotTakeOverAnAccount() throws Exception {
    String owner = signUp("owner", "otter");
    users.add(1, "otter", null);
    users.add(2, "heron", null);
    String thief = signUp("thief", "heron");
    assertEquals(0, update().exitCode());
    List<String> before = table.profiles();

    rename("thief", "otter");
    CommandRun two = update();

    assertEquals(1, two.exitCode());
    assertEquals(
        "conflict  @otter: 2 Cognito users have this handle (%s): choose one with --rebind otter=SUB"
            .formatted(Stream.of(owner, thief).sorted().collect(Collectors.joining(", "))),
        two.lines().getFirst());
    cognito.adminDeleteUser(request -> request.userPoolId(pool).username("owner"));
    CommandRun alone = update();

    assertEquals(1, alone.exitCode());
    assertEquals(
        "conflict  @otter: its sign-in %s belongs to @heron in public.users: move it with --rebind otter"
            .formatted(thief),
        alone.lines().getFirst());
    assertEquals(List.of("heron " + thief, "otter " + owner), users.signIns());
    assertEquals(before, table.profiles());
  }

  @Test
  void aReplacedSignInLeavesNoProfileBehind() throws Exception {
    String former = signUp("former", "otter");
    users.add(1, "otter", null);
    assertEquals(0, update().exitCode());
    cognito.adminDeleteUser(request -> request.userPoolId(pool).username("former"));
    String now = signUp("now", "otter");

    CommandRun refused = update();
    assertEquals(1, refused.exitCode());
    assertEquals(
        "conflict  @otter: it has the sign-in %s, not %s: replace it with --rebind otter"
            .formatted(former, now),
        refused.lines().getFirst());
    assertEquals(List.of("otter " + former), users.signIns());

    CommandRun rebound = update("--rebind", "otter");
    assertEquals(0, rebound.exitCode(), rebound::toString);
    assertEquals(List.of("otter " + now), users.signIns());
    assertEquals(
        List.of(
            "HDL#otter is %s @otter".formatted(UsersUnderTest.uuid(1)),
            "SUB#%s is %s @otter".formatted(now, UsersUnderTest.uuid(1))),
        table.profiles());
  }

  @Test
  void aFailureHalfwayLeavesPostgresUnchanged() throws Exception {
    users.makeLegacyTable();
    String one = signUp("one", "otter");
    users.add(1, "otter", "MOCK");
    users.add(2, "heron", one);

    // The column of the legacy table is NOT NULL, so heron cannot lose the sign-in.
    assertEquals(
        new CommandRun(
            1,
            "",
            "public.users at %s requires a sign-in for every user, and nothing was written: run ALTER TABLE public.users ALTER COLUMN cognito_user_id DROP NOT NULL\n"
                .formatted(users.address().replaceAll(".*@|/cruddur", ""))),
        update("--rebind", "otter"));
    assertEquals(List.of("heron " + one, "otter MOCK"), users.signIns());
  }

  @Test
  void withoutTheMessagesTablePostgresIsNotChanged() throws Exception {
    signUp("one", "otter");
    users.add(1, "otter", null);

    assertEquals(
        new CommandRun(
            1,
            "",
            "Table elsewhere does not exist in DynamoDB at %s: create it with bin/cruddur schema-load, or name another with --table\n"
                .formatted(table.address())),
        update("--table", "elsewhere"));
    assertEquals(List.of("otter -"), users.signIns());
  }

  @Test
  void aRebindHandleMustExistInThePool() throws Exception {
    users.add(1, "otter", null);

    assertEquals(
        new CommandRun(1, "", "No Cognito user has the handle otter: correct --rebind\n"),
        update("--rebind", "otter"));
  }

  @Test
  void theAccountIsPrintedFirst() {
    assertEquals(
        new CommandRun(0, "", "AWS account 123456789012, region us-east-1\n"),
        CommandRun.of("list-users", "--user-pool", pool, "--prod"));
  }

  @Test
  void aMissingPoolIsOneLine() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "User pool us-east-1_absent does not exist in Cognito in us-east-1: name another with --user-pool\n"),
        CommandRun.of("list-users", "--user-pool", "us-east-1_absent"));
  }

  @Test
  void aPoolMustBeNamed() {
    assertEquals(
        new CommandRun(
            2,
            "",
            "No user pool is named: name it with --user-pool or --stack, or set AWS_COGNITO_USER_POOL_ID\n"),
        CommandRun.of("list-users"));
  }

  private CommandRun update(String... options) {
    return users.run(
        Stream.concat(
                Stream.of(
                    "update-cognito-user-ids", "--user-pool", pool, "--endpoint", table.address()),
                Stream.of(options))
            .toArray(String[]::new));
  }

  /** Creates a user in the pool and returns the sub. */
  private String signUp(String name, String handle) {
    List<AttributeType> attributes = new ArrayList<>();
    if (handle != null) {
      attributes.add(attribute("preferred_username", handle));
    }
    String sub =
        cognito
            .adminCreateUser(
                request -> request.userPoolId(pool).username(name).userAttributes(attributes))
            .user()
            .attributes()
            .stream()
            .filter(attribute -> attribute.name().equals("sub"))
            .findFirst()
            .orElseThrow()
            .value();
    subs.put(name, sub);
    return sub;
  }

  private void rename(String name, String handle) {
    cognito.adminUpdateUserAttributes(request ->
        request
            .userPoolId(pool)
            .username(name)
            .userAttributes(attribute("preferred_username", handle)));
  }

  private static AttributeType attribute(String name, String value) {
    return AttributeType.builder().name(name).value(value).build();
  }
}
