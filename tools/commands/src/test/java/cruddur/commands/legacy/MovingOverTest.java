package cruddur.commands.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.TableUnderTest;
import cruddur.commands.fixture.TickingClock;
import cruddur.commands.users.UsersUnderTest;
import cruddur.local.dynamodb.DynamoDbEndpoint;
import cruddur.local.stream.EventSourceMapping;
import cruddur.messaging.port.row.UserProfile;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;

/**
 * The way from a live table of the system that this one follows, and back, as the README has it
 * under "Moving over": no message is lost, and each member has one row of each group.
 */
class MovingOverTest {

  private static final String TABLE = TableUnderTest.NAME;

  /** The template's parameters for users of a pool that was there before. */
  private static final Map<String, String> EXISTING_POOL =
      Map.of("ExistingUserPool", "us-east-1_Standing1", "ExistingUserPoolClient", "standingclient");

  private static final UserProfile INES = profile(1, "ines_v");
  private static final UserProfile TAREK = profile(2, "tarek_o");
  private static final UserProfile MEI = profile(3, "mei_l");

  /** Far longer than anything here takes; only a failure waits so long. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static UsersUnderTest users;

  private final Clock clock = new TickingClock(Instant.parse("2023-04-03T14:50:38Z"));
  private final List<AutoCloseable> open = new ArrayList<>();
  private TableUnderTest server;
  private DynamoDbEndpoint dynamoDb;
  private LegacyApp source;
  private String streamArn;

  /** Their conversations. */
  private final String seeded = "5ca1ab1e-0000-4000-8000-00000000000a";

  private String inesAndTarek;
  private String inesAndMei;
  private String meiAndTarek;

  @BeforeAll
  static void startPostgres() {
    users = new UsersUnderTest();
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    users.close();
  }

  /** Two of its groups are of one pair. */
  @BeforeEach
  void theSourceIsLive() throws Exception {
    users.makeSourcesTable();
    users.add(1, INES.handle(), sub(INES));
    users.add(2, TAREK.handle(), sub(TAREK));
    users.add(3, MEI.handle(), sub(MEI));
    server = opened(TableUnderTest.absent());
    dynamoDb = opened(DynamoDbEndpoint.at(URI.create(server.address())));
    source = new LegacyApp(dynamoDb, TABLE, clock);
    streamArn = LegacyTable.create(dynamoDb.tables(), TABLE);
    EventSourceMapping trigger = source.enableTrigger(streamArn);

    source.seed(seeded, INES, TAREK, "seeded 1", "seeded 2");
    inesAndMei = source.start(INES, MEI, "1");
    inesAndTarek = source.start(TAREK, INES, "a");
    source.post(inesAndMei, MEI, "2");
    for (UserProfile member : List.of(INES, MEI)) {
      eventually(() -> source.groupsOf(member).contains(inesAndMei + " 2"));
    }

    // Disabled: what is written from now on waits in the stream.
    trigger.close();
    source.post(inesAndMei, INES, "3");
    meiAndTarek = source.start(MEI, TAREK, "x");
    source.post(meiAndTarek, TAREK, "y");
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable part : open.reversed()) {
      part.close();
    }
  }

  @Test
  void theTableIsMadeAsTheTemplateDefinesIt() {
    assertEquals(
        """
        The table cruddur-messages exists, and differs from template.yaml:
          billing: PROVISIONED, and not PAY_PER_REQUEST
          time to live: none, and not expires_at
        """,
        server.run("schema-load").out());
    assertEquals(1, server.run("import-template").exitCode());

    prepareTable();

    assertEquals(
        "The table cruddur-messages exists, as template.yaml defines it.\n",
        server.run("schema-load").out());
    assertEquals(0, server.run("import-template").exitCode());
  }

  @Test
  void nothingIsLostOrDoubledAndEveryPairGetsItsRow() throws Exception {
    MigratedService service = moveOver(Clock.systemUTC());
    assertEquals("us-east-1_Standing1 standingclient", service.servedPool());
    writeByBothApis(service);
    assertLists(service);
    assertEquals(0, service.failures());

    CommandRun repair = server.run("check", "--repair");

    assertEquals(1, repair.exitCode(), repair::toString);
    assertEquals(
        List.of("duplicate-conversation", "missing-pair", "missing-pair", "missing-pair"),
        repair.lines().stream().map(line -> line.split("  ", -1)[0]).sorted().toList());
    assertEquals(
        List.of("duplicate-conversation"),
        server.run("check").lines().stream().map(line -> line.split("  ", -1)[0]).toList());
    assertEquals(seeded, service.start(sub(TAREK), INES.handle(), "seeded 4"));
    assertEquals(inesAndMei, service.start(sub(INES), MEI.handle(), "6"));
    assertEquals(
        List.of("seeded 1", "seeded 2", "seeded 3", "seeded 4"),
        service.messagesOf(sub(INES), seeded));
  }

  /** By then the new trigger takes the records for too old, and puts them aside. */
  @Test
  void afterTooLongASwapTheRepairBringsTheListsUpToDate() throws Exception {
    MigratedService service = moveOver(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
    eventually(() -> service.failures() > 0);
    assertEquals(inesAndMei + " 2", source.groupsOf(INES).getFirst());

    server.run("check", "--repair");

    assertRows(
        Map.of(
            INES, List.of(inesAndMei + " 3", inesAndTarek + " a", seeded + " seeded 2"),
            TAREK, List.of(meiAndTarek + " y", inesAndTarek + " a", seeded + " seeded 2"),
            MEI, List.of(meiAndTarek + " y", inesAndMei + " 3")));
  }

  @Test
  void theWayBackLosesNothingEither() throws Exception {
    MigratedService service = moveOver(Clock.systemUTC());
    writeByBothApis(service);
    assertLists(service);
    server.run("check", "--repair");

    // Ours is disabled; theirs goes on with the first message that it has not seen.
    open.removeLast().close();
    service.post(sub(INES), inesAndMei, "6");
    source.post(meiAndTarek, MEI, "last");
    opened(source.enableTrigger(streamArn));

    eventually(() -> source.groupsOf(TAREK).contains(meiAndTarek + " last"));
    assertRows(
        Map.of(
            INES, List.of(inesAndMei + " 6", seeded + " seeded 3", inesAndTarek + " a"),
            TAREK, List.of(meiAndTarek + " last", seeded + " seeded 3", inesAndTarek + " a"),
            MEI, List.of(meiAndTarek + " last", inesAndMei + " 6")));
    assertEquals(List.of("1", "2", "3", "4", "5", "6"), source.messagesOf(inesAndMei));
    assertEquals(List.of("x", "y", "z", "last"), source.messagesOf(meiAndTarek));
    assertEquals(List.of("seeded 1", "seeded 2", "seeded 3"), source.messagesOf(seeded));
  }

  // ------------------------------------------------------------------------------------------------------------ steps

  /** Table, profiles, service; then its trigger, which is told this time. */
  private MigratedService moveOver(Clock now) throws Exception {
    prepareTable();
    CommandRun profiles = server.run("sync-profiles", "--database", users.address());
    assertEquals(0, profiles.exitCode(), profiles::toString);
    MigratedService service = opened(new MigratedService(dynamoDb, EXISTING_POOL, clock));
    opened(service.enableTrigger(streamArn, now));
    return service;
  }

  /** Clients go over one by one. */
  private void writeByBothApis(MigratedService service) throws Exception {
    service.post(sub(INES), inesAndMei, "4");
    source.post(inesAndMei, MEI, "5");
    source.post(seeded, INES, "seeded 3");
    service.post(sub(TAREK), meiAndTarek, "z");
  }

  private void prepareTable() {
    dynamoDb
        .tables()
        .updateTable(update -> update.tableName(TABLE).billingMode(BillingMode.PAY_PER_REQUEST));
    dynamoDb
        .tables()
        .updateTimeToLive(update ->
            update
                .tableName(TABLE)
                .timeToLiveSpecification(
                    expiry -> expiry.attributeName("expires_at").enabled(true)));
  }

  // ---------------------------------------------------------------------------------------------------------- asserts

  /** After the messages of before, in between and after. */
  private void assertLists(MigratedService service) throws Exception {
    Map<UserProfile, List<String>> lists =
        Map.of(
            INES, List.of(seeded + " seeded 3", inesAndMei + " 5", inesAndTarek + " a"),
            TAREK, List.of(meiAndTarek + " z", seeded + " seeded 3", inesAndTarek + " a"),
            MEI, List.of(meiAndTarek + " z", inesAndMei + " 5"));
    eventually(() -> service.groupsOf(sub(TAREK)).equals(lists.get(TAREK)));
    assertRows(lists);
    for (UserProfile member : lists.keySet()) {
      assertEquals(lists.get(member), service.groupsOf(sub(member)), member.handle());
    }
    assertEquals(List.of("1", "2", "3", "4", "5"), service.messagesOf(sub(INES), inesAndMei));
    assertEquals(List.of("x", "y", "z"), service.messagesOf(sub(MEI), meiAndTarek));
    assertEquals(List.of("a"), service.messagesOf(sub(INES), inesAndTarek));
    assertEquals(
        List.of("seeded 1", "seeded 2", "seeded 3"), service.messagesOf(sub(TAREK), seeded));
  }

  /** Each member's group rows, all of them, newest first. */
  private void assertRows(Map<UserProfile, List<String>> lists) throws Exception {
    for (Map.Entry<UserProfile, List<String>> list : lists.entrySet()) {
      eventually(() -> source.groupsOf(list.getKey()).equals(list.getValue()));
    }
  }

  /** Waits for what a trigger does. */
  private static void eventually(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come to hold within " + LONGEST.toSeconds() + " s");
      }
      Thread.sleep(10);
    }
  }

  // ------------------------------------------------------------------------------------------------------------------

  private <T extends AutoCloseable> T opened(T part) {
    open.add(part);
    return part;
  }

  private static UserProfile profile(int number, String handle) {
    return new UserProfile(UsersUnderTest.uuid(number), handle, UsersUnderTest.displayName(handle));
  }

  private static String sub(UserProfile user) {
    return "sub-of-" + user.handle();
  }
}
