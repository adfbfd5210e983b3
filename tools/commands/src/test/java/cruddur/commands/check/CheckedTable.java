package cruddur.commands.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.TableUnderTest;
import cruddur.commands.targets.ConsumedCapacityMeter;
import cruddur.commands.targets.DynamoDbTarget;
import cruddur.commands.targets.TableTarget;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.RowQuery.MemberSearch;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.EmailReservation;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.store.dynamodb.DynamoDbClients;
import cruddur.store.dynamodb.DynamoDbRows;
import cruddur.store.dynamodb.item.MessagesTable;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A valid table for a test to break, with assertions about what check reports. */
public record CheckedTable(TableUnderTest table, Rows rows) implements AutoCloseable {

  public static final String GROUP = "b3c9a0de-0000-4000-8000-000000000001";
  public static final String OTHER_GROUP = "b3c9a0de-0000-4000-8000-000000000002";
  public static final UserProfile OTTER = new UserProfile("u-otter", "otter", "Otter");
  public static final UserProfile HERON = new UserProfile("u-heron", "heron", "Heron");

  /** A user without rows. */
  public static final UserProfile NEWT = new UserProfile("u-newt", "newt", "Newt");

  public static final Message FIRST = message("2026-03-01T10:00:00.000000+00:00", OTTER);
  public static final Message LAST = message("2026-03-01T11:00:00.000000+00:00", HERON);
  public static final RowKey.OfPair BOTH = RowKey.OfPair.of(OTTER.uuid(), HERON.uuid());

  /** Otter has used all markers. */
  public static final ReadState STATE_OF_OTTER =
      new ReadState(
          OTTER.uuid(),
          GROUP,
          Map.of(
              Marker.READ,
              LAST.createdAt(),
              Marker.HIDDEN,
              FIRST.createdAt(),
              Marker.CLEARED,
              Timestamp.stored("2026-02-01T10:00:00.000000+00:00")),
          Set.of());

  public static final ReadState STATE_OF_HERON =
      ReadState.none(HERON.uuid(), GROUP).with(Marker.READ, Optional.of(FIRST.createdAt()));

  /** A table with Otter, Heron and their conversation of two messages. */
  public static CheckedTable valid() {
    return of(
        new SignInProfile("s-otter", OTTER),
        new HandleRow.Owned(OTTER),
        new SignInProfile("s-heron", HERON),
        new HandleRow.Owned(HERON),
        new HandleRow.Reserved(
            "stoat", "sign-up", Optional.empty(), Instant.parse("2026-03-01T10:00:00Z")),
        new EmailReservation("digest", "stoat", Instant.parse("2026-03-01T10:00:00Z")),
        FIRST,
        LAST,
        rowOfOtter(LAST),
        rowOfHeron(LAST),
        new Pair(BOTH, GROUP),
        STATE_OF_OTTER,
        STATE_OF_HERON);
  }

  /** A table of these rows. */
  public static CheckedTable of(Row... rows) {
    TableUnderTest table = TableUnderTest.with(rows);
    return new CheckedTable(table, new DynamoDbRows(table.client(), TableUnderTest.NAME));
  }

  public static Message message(String createdAt, UserProfile sender) {
    return message(GROUP, createdAt, sender);
  }

  public static Message message(String group, String createdAt, UserProfile sender) {
    return new Message(
        "m at " + createdAt, group, Timestamp.stored(createdAt), sender, "text at " + createdAt);
  }

  public static MessageGroup rowOfOtter(Message shown) {
    return MessageGroup.showing(shown, OTTER.uuid(), HERON);
  }

  public static MessageGroup rowOfHeron(Message shown) {
    return MessageGroup.showing(shown, HERON.uuid(), OTTER);
  }

  /** A check finds only this issue, returns exit code 1, and changes nothing. */
  public void assertIssue(String line) {
    List<Map<String, AttributeValue>> before = items();
    CommandRun run = check();

    assertEquals(List.of(line), run.lines());
    assertEquals(1, run.exitCode());
    assertEquals(before, items());
  }

  /**
   * A repair repairs the only issue, and leaves all read states as they are; a check after it finds
   * none.
   */
  public void assertRepaired(String text) {
    List<Map<String, AttributeValue>> before = readStates();
    assertReadStateRepaired(text);
    assertEquals(before, readStates());
  }

  /** A repair repairs the only issue, which is one of a read state; a check after it finds none. */
  public void assertReadStateRepaired(String text) {
    CommandRun run = check("--repair");

    assertEquals(1, run.lines().size(), run.out());
    assertEquals("repaired: " + text, outcome(run));
    assertEquals(0, run.exitCode());
    assertNoIssues();
  }

  /** A repair skips the only issue, returns exit code 1, and changes nothing. */
  public void assertSkipped(String text) {
    List<Map<String, AttributeValue>> before = items();
    CommandRun run = check("--repair");

    assertEquals(1, run.lines().size(), run.out());
    assertEquals("skipped: " + text, outcome(run));
    assertEquals(1, run.exitCode());
    assertEquals(before, items());
  }

  /** A check finds no issues. */
  public void assertNoIssues() {
    CommandRun run = check();

    assertEquals(List.of(), run.lines());
    assertEquals(0, run.exitCode());
  }

  public CommandRun check(String... options) {
    return table.run(Stream.concat(Stream.of("check"), Stream.of(options)).toArray(String[]::new));
  }

  public void put(Row... newRows) {
    List.of(newRows).forEach(row -> rows.put(row, new PutCondition.KeyIsFree()));
  }

  public void delete(RowKey<?>... keys) {
    for (RowKey<?> key : keys) {
      table
          .client()
          .deleteItem(
              request -> request.tableName(TableUnderTest.NAME).key(MessagesTable.primaryKey(key)));
    }
  }

  public List<MessageGroup> rowsOf(UserProfile member) {
    return rows.all(MemberSearch.ofGroup(member.uuid(), GROUP));
  }

  public List<Map<String, AttributeValue>> items() {
    return table
        .client()
        .scanPaginator(request -> request.tableName(TableUnderTest.NAME))
        .items()
        .stream()
        .toList();
  }

  /** The items of all read states. */
  public List<Map<String, AttributeValue>> readStates() {
    return items().stream()
        .filter(item -> item.get(MessagesTable.PK).s().startsWith(MessagesTable.readStatesOf("")))
        .toList();
  }

  /** The table as a command's target. */
  public TableTarget target() {
    return target(table.client());
  }

  /** Runs work on the table with a client that an interceptor observes. */
  public void interceptedBy(ExecutionInterceptor interceptor, Consumer<TableTarget> work) {
    try (DynamoDbClient client =
        DynamoDbClients.builder()
            .endpointOverride(URI.create(table.address()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .overrideConfiguration(overrides -> overrides.addExecutionInterceptor(interceptor))
            .build()) {
      work.accept(target(client));
    }
  }

  private TableTarget target(DynamoDbClient client) {
    return new TableTarget(
        new DynamoDbTarget(client, table.address(), true, new ConsumedCapacityMeter()),
        TableUnderTest.NAME);
  }

  @Override
  public void close() {
    table.close();
  }

  private static String outcome(CommandRun run) {
    String line = run.lines().getFirst();
    return line.substring(Math.max(line.indexOf("; skipped: "), line.indexOf("; repaired: ")) + 2);
  }
}
