package cruddur.commands.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import cruddur.commands.fixture.Awaited;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * The migration from a live table of Cruddur's Flask app, and back, as docs/moving-over.md
 * describes it: no message is lost, and each member has one row of each message group.
 */
class MovingOverTest {

  private static final String TABLE = TableUnderTest.NAME;

  /** The template parameters for an existing user pool. */
  private static final Map<String, String> EXISTING_POOL =
      Map.of("ExistingUserPool", "us-east-1_Existing1", "ExistingUserPoolClient", "existingclient");

  private static final UserProfile INES = profile(1, "ines_v");
  private static final UserProfile TAREK = profile(2, "tarek_o");
  private static final UserProfile MEI = profile(3, "mei_l");

  /** Longer than any step takes; only a failure waits so long. */
  private static UsersUnderTest users;

  private final InstantSource clock = new TickingClock(Instant.parse("2023-04-03T14:50:38Z"));
  private final List<AutoCloseable> open = new ArrayList<>();
  private TableUnderTest server;
  private DynamoDbEndpoint dynamoDb;
  private LegacyApp legacy;
  private String streamArn;

  /** The conversations. */
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

  /** Two of the conversations have the same members. */
  @BeforeEach
  void startLegacyApp() throws Exception {
    users.makeLegacyTable();
    users.add(1, INES.handle(), sub(INES));
    users.add(2, TAREK.handle(), sub(TAREK));
    users.add(3, MEI.handle(), sub(MEI));
    server = opened(TableUnderTest.absent());
    dynamoDb = opened(DynamoDbEndpoint.at(URI.create(server.address())));
    legacy = new LegacyApp(dynamoDb, TABLE, clock);
    streamArn = LegacyTable.create(dynamoDb.tables(), TABLE);
    EventSourceMapping mapping = legacy.enableEventSourceMapping(streamArn);

    legacy.seed(seeded, INES, TAREK, "seeded 1", "seeded 2");
    inesAndMei = legacy.start(INES, MEI, "1");
    inesAndTarek = legacy.start(TAREK, INES, "a");
    legacy.post(inesAndMei, MEI, "2");
    for (UserProfile member : List.of(INES, MEI)) {
      Awaited.until(() -> legacy.groupsOf(member).contains(inesAndMei + " 2"));
    }

    // From now on, records wait in the stream.
    mapping.close();
    legacy.post(inesAndMei, INES, "3");
    meiAndTarek = legacy.start(MEI, TAREK, "x");
    legacy.post(meiAndTarek, TAREK, "y");
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable part : open.reversed()) {
      part.close();
    }
  }

  @Test
  void theLegacyTableIsChangedToMatchTheTemplate() {
    assertEquals(
        """
        Table cruddur-messages exists and differs from template.yaml:
          billing: PROVISIONED, should be PAY_PER_REQUEST
          time to live: none, should be expires_at
        """,
        server.run("schema-load", "--check").out());
    assertEquals(1, server.run("import-template").exitCode());

    prepareTable();

    assertEquals(
        "Table cruddur-messages exists and matches template.yaml.\n",
        server.run("schema-load", "--check").out());
    assertEquals(0, server.run("import-template").exitCode());
  }

  @Test
  void preparingATableThatIsPreparedChangesNothing() {
    prepareTable();
    TableDescription prepared = describeTable();

    prepareTable();

    assertEquals(prepared, describeTable());
  }

  private TableDescription describeTable() {
    return dynamoDb.tables().describeTable(request -> request.tableName(TABLE)).table();
  }

  @Test
  void nothingIsLostOrDuplicatedAndEveryPairGetsItsRow() throws Exception {
    MigratedService service = migrate(Clock.systemUTC());
    assertEquals("us-east-1_Existing1 existingclient", service.userPool());
    writeByBothApis(service);
    assertLists(service);
    assertEquals(0, service.failedBatches());

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

  @Test
  void theHistoryIsReadAndWhatIsWrittenLaterIsUnread() throws Exception {
    MigratedService service = migrate(Clock.systemUTC());
    writeByBothApis(service);
    assertLists(service);
    assertEquals(
        Map.of(seeded, 3, inesAndTarek, 0, meiAndTarek, 0), service.unreadCountsOf(sub(TAREK)));

    assertEquals(0, markReadBeforeNow().exitCode());

    assertEquals(
        Map.of(seeded, 0, inesAndTarek, 0, inesAndMei, 0), service.unreadCountsOf(sub(INES)));
    assertEquals(
        Map.of(seeded, 0, inesAndTarek, 0, meiAndTarek, 0), service.unreadCountsOf(sub(TAREK)));
    assertEquals(Map.of(inesAndMei, 0, meiAndTarek, 0), service.unreadCountsOf(sub(MEI)));

    legacy.post(seeded, INES, "seeded 4");
    service.post(sub(MEI), inesAndMei, "6");
    Awaited.until(() -> service.groupsOf(sub(TAREK)).contains(seeded + " seeded 4"));
    Awaited.until(() -> service.groupsOf(sub(INES)).contains(inesAndMei + " 6"));
    assertEquals(
        Map.of(seeded, 0, inesAndTarek, 0, inesAndMei, 1), service.unreadCountsOf(sub(INES)));
    assertEquals(
        Map.of(seeded, 1, inesAndTarek, 0, meiAndTarek, 0), service.unreadCountsOf(sub(TAREK)));
    assertEquals(Map.of(inesAndMei, 0, meiAndTarek, 0), service.unreadCountsOf(sub(MEI)));
  }

  /** The new event source mapping then sends the records to the failure queue, as too old. */
  @Test
  void afterALateMigrationTheRepairUpdatesTheLists() throws Exception {
    MigratedService service = migrate(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
    Awaited.until(() -> service.failedBatches() > 0);
    assertEquals(inesAndMei + " 2", legacy.groupsOf(INES).getFirst());

    server.run("check", "--repair");

    assertRows(
        Map.of(
            INES, List.of(inesAndMei + " 3", inesAndTarek + " a", seeded + " seeded 2"),
            TAREK, List.of(meiAndTarek + " y", inesAndTarek + " a", seeded + " seeded 2"),
            MEI, List.of(meiAndTarek + " y", inesAndMei + " 3")));
  }

  @Test
  void theWayBackLosesNothing() throws Exception {
    MigratedService service = migrate(Clock.systemUTC());
    writeByBothApis(service);
    assertLists(service);
    server.run("check", "--repair");
    assertEquals(0, markReadBeforeNow().exitCode());

    // The legacy mapping continues with the first message that it has not processed.
    open.removeLast().close();
    service.post(sub(INES), inesAndMei, "6");
    legacy.post(meiAndTarek, MEI, "last");
    opened(legacy.enableEventSourceMapping(streamArn));

    Awaited.until(() -> legacy.groupsOf(TAREK).contains(meiAndTarek + " last"));
    assertRows(
        Map.of(
            INES, List.of(inesAndMei + " 6", seeded + " seeded 3", inesAndTarek + " a"),
            TAREK, List.of(meiAndTarek + " last", seeded + " seeded 3", inesAndTarek + " a"),
            MEI, List.of(meiAndTarek + " last", inesAndMei + " 6")));
    assertEquals(List.of("1", "2", "3", "4", "5", "6"), legacy.messagesOf(inesAndMei));
    assertEquals(List.of("x", "y", "z", "last"), legacy.messagesOf(meiAndTarek));
    assertEquals(List.of("seeded 1", "seeded 2", "seeded 3"), legacy.messagesOf(seeded));
  }

  /** Its handler receives them as inserts and as updates, one record at a time and in order. */
  @Test
  void theAppsHandlerAndScanPassOverReadStates() throws Exception {
    opened(legacy.enableEventSourceMapping(streamArn));
    assertEquals(0, markReadBeforeNow().exitCode());
    List<Map<String, AttributeValue>> inserted = readStates();
    assertEquals(0, markReadBeforeNow().exitCode());
    List<Map<String, AttributeValue>> updated = readStates();
    assertEquals(8, updated.size());
    assertNotEquals(inserted, updated);

    legacy.post(meiAndTarek, MEI, "last");

    Awaited.until(() -> legacy.groupsOf(TAREK).contains(meiAndTarek + " last"));
    assertRows(
        Map.of(
            INES, List.of(inesAndMei + " 3", inesAndTarek + " a", seeded + " seeded 2"),
            TAREK, List.of(meiAndTarek + " last", inesAndTarek + " a", seeded + " seeded 2"),
            MEI, List.of(meiAndTarek + " last", inesAndMei + " 3")));
    assertEquals(updated, readStates());
    assertEquals(
        Set.of("pk", "sk", "read_up_to"),
        updated.stream().flatMap(item -> item.keySet().stream()).collect(Collectors.toSet()));
  }

  private List<Map<String, AttributeValue>> readStates() {
    return legacy.scan().stream().filter(item -> item.get("pk").s().startsWith("MBR#")).toList();
  }

  // ------------------------------------------------------------------------------------------------------------ steps

  /** Prepares table and profiles, starts the service, and enables its mapping at this time. */
  private MigratedService migrate(Clock now) throws Exception {
    prepareTable();
    CommandRun profiles = server.run("sync-profiles", "--database", users.address());
    assertEquals(0, profiles.exitCode(), profiles::toString);
    MigratedService service = opened(new MigratedService(dynamoDb, EXISTING_POOL, clock));
    opened(service.enableEventSourceMapping(streamArn, now));
    return service;
  }

  /** By the clock of both APIs. */
  private CommandRun markReadBeforeNow() {
    return server.run("mark-read", "--before", clock.instant().toString());
  }

  /** Clients migrate one by one, so both APIs are in use. */
  private void writeByBothApis(MigratedService service) throws Exception {
    service.post(sub(INES), inesAndMei, "4");
    legacy.post(inesAndMei, MEI, "5");
    legacy.post(seeded, INES, "seeded 3");
    service.post(sub(TAREK), meiAndTarek, "z");
  }

  /** Changes what schema-load prints, and nothing else: AWS refuses some changes to the same. */
  private void prepareTable() {
    if (isPrinted("billing")) {
      dynamoDb
          .tables()
          .updateTable(update -> update.tableName(TABLE).billingMode(BillingMode.PAY_PER_REQUEST));
    }
    try (DynamoDbWaiter waiter = dynamoDb.tables().waiter()) {
      waiter.waitUntilTableExists(request -> request.tableName(TABLE));
    }
    if (isPrinted("time to live")) {
      dynamoDb
          .tables()
          .updateTimeToLive(update ->
              update
                  .tableName(TABLE)
                  .timeToLiveSpecification(
                      expiry -> expiry.attributeName("expires_at").enabled(true)));
    }
  }

  private boolean isPrinted(String setting) {
    return server.run("schema-load", "--check").lines().stream()
        .anyMatch(line -> line.startsWith("  " + setting + ":"));
  }

  // ---------------------------------------------------------------------------------------------------------- asserts

  /** The lists show messages from before, during and after the migration. */
  private void assertLists(MigratedService service) throws Exception {
    Map<UserProfile, List<String>> lists =
        Map.of(
            INES, List.of(seeded + " seeded 3", inesAndMei + " 5", inesAndTarek + " a"),
            TAREK, List.of(meiAndTarek + " z", seeded + " seeded 3", inesAndTarek + " a"),
            MEI, List.of(meiAndTarek + " z", inesAndMei + " 5"));
    Awaited.until(() -> service.groupsOf(sub(TAREK)).equals(lists.get(TAREK)));
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

  /** Each member's group rows, newest first, and no others. */
  private void assertRows(Map<UserProfile, List<String>> lists) throws Exception {
    for (Map.Entry<UserProfile, List<String>> list : lists.entrySet()) {
      Awaited.until(() -> legacy.groupsOf(list.getKey()).equals(list.getValue()));
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
