package cruddur.commands.users;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.TableUnderTest;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import cruddur.store.dynamodb.DynamoDbRows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SyncProfilesTest {

  private static final UserProfile OTTER = profile(1, "otter");
  private static final UserProfile HERON = profile(2, "heron");
  private static final UserProfile UNKNOWN = profile(99, "otter");

  @AutoClose private static final UsersUnderTest users = new UsersUnderTest();

  @AutoClose private final TableUnderTest table = TableUnderTest.with();

  @BeforeEach
  void makeTables() throws Exception {
    users.makeTable();
  }

  @Test
  void profilesAreWrittenOnce() throws Exception {
    users.add(1, "otter", "sub-otter");
    users.add(2, "heron", null);

    assertEquals(
        new CommandRun(
            0, "Profile rows: 3 written, 0 removed; 0 users unchanged, 0 conflicts.\n", ""),
        sync());
    assertEquals(
        new CommandRun(
            0, "Profile rows: 0 written, 0 removed; 2 users unchanged, 0 conflicts.\n", ""),
        sync());
    assertEquals(
        List.of(
            "HDL#heron is %s @heron".formatted(HERON.uuid()),
            "HDL#otter is %s @otter".formatted(OTTER.uuid()),
            "SUB#sub-otter is %s @otter".formatted(OTTER.uuid())),
        profiles());
  }

  @Test
  void aDryRunWritesNothing() throws Exception {
    users.add(1, "otter", "sub-otter");

    assertEquals(
        "{\"written\":2,\"removed\":0,\"unchanged\":0,\"in_doubt\":[]}\n",
        sync("--dry-run", "--json").out());
    assertEquals(List.of(), profiles());
  }

  @Test
  void theRowOfAFormerHandleIsRemoved() throws Exception {
    put(new SignInProfile("sub-otter", OTTER), new HandleRow.Owned(OTTER));
    users.add(1, "sea_otter", "sub-otter");

    assertEquals(
        "Profile rows: 2 written, 1 removed; 0 users unchanged, 0 conflicts.\n", sync().out());
    assertEquals(
        List.of(
            "HDL#sea_otter is %s @sea_otter".formatted(OTTER.uuid()),
            "SUB#sub-otter is %s @sea_otter".formatted(OTTER.uuid())),
        profiles());
  }

  @Test
  void swappedHandlesAreSwappedInTheRows() throws Exception {
    put(
        new SignInProfile("sub-otter", OTTER),
        new HandleRow.Owned(OTTER),
        new SignInProfile("sub-heron", HERON),
        new HandleRow.Owned(HERON));
    users.add(1, "heron", "sub-otter");
    users.add(2, "otter", "sub-heron");

    CommandRun run = sync();
    // The two run concurrently, and one may see the rows of the other change: a second run
    // completes it.
    CommandRun again = run.exitCode() == 0 ? run : sync();

    assertEquals(0, again.exitCode());
    assertEquals(
        List.of(
            "HDL#heron is %s @heron".formatted(OTTER.uuid()),
            "HDL#otter is %s @otter".formatted(HERON.uuid()),
            "SUB#sub-heron is %s @otter".formatted(HERON.uuid()),
            "SUB#sub-otter is %s @heron".formatted(OTTER.uuid())),
        profiles());
  }

  @Test
  void rowsOfAUserUnknownToPostgresAreNotChanged() throws Exception {
    put(new SignInProfile("sub-unknown", UNKNOWN), new HandleRow.Owned(UNKNOWN));
    users.add(1, "otter", "sub-otter");

    assertEquals(
        new CommandRun(
            1,
            """
            conflict  @otter: the handle belongs to user %s, who is not in public.users
            Profile rows: 0 written, 0 removed; 0 users unchanged, 1 conflicts.
            """
                .formatted(UNKNOWN.uuid()),
            ""),
        sync());
    assertEquals(
        List.of(
            "HDL#otter is %s @otter".formatted(UNKNOWN.uuid()),
            "SUB#sub-unknown is %s @otter".formatted(UNKNOWN.uuid())),
        profiles());
  }

  @Test
  void aReservationIsKeptUntilItExpires() throws Exception {
    put(
        new HandleRow.Reserved(
            "otter", "somebody", Optional.empty(), Instant.parse("2999-01-01T00:00:00Z")),
        new HandleRow.Reserved(
            "heron", "somebody", Optional.empty(), Instant.parse("2020-01-01T00:00:00Z")));
    users.add(1, "otter", null);
    users.add(2, "heron", null);

    assertEquals(
        """
        conflict  @otter: a sign-up has reserved the handle until 2999-01-01T00:00:00Z
        Profile rows: 1 written, 0 removed; 0 users unchanged, 1 conflicts.
        """,
        sync().out());
    assertEquals(
        List.of("HDL#heron is %s @heron".formatted(HERON.uuid()), "HDL#otter is reserved"),
        profiles());
  }

  @Test
  void duplicatesOfTheLegacyTableAreConflicts() throws Exception {
    users.makeLegacyTable();
    users.add(1, "otter", "MOCK");
    users.add(2, "Otter", "MOCK");
    users.add(3, "heron", "sub-1");
    users.add(4, "newt", "sub-1");
    users.add(5, "vole", "MOCK");

    assertEquals(
        """
        conflict  @heron: several rows of public.users have its sign-in
        conflict  @newt: several rows of public.users have its sign-in
        conflict  @otter: several rows of public.users have this handle
        conflict  @Otter: several rows of public.users have this handle
        Profile rows: 1 written, 0 removed; 0 users unchanged, 4 conflicts.
        """,
        sync().out());
    assertEquals(List.of("HDL#vole is %s @vole".formatted(UsersUnderTest.uuid(5))), profiles());
  }

  /** A key of DynamoDB has at most 2,048 bytes. */
  @Test
  void anImpossibleUserIsAConflictAndTheOthersAreDone() throws Exception {
    String impossible = "n" + "é".repeat(1100);
    users.makeLegacyTable();
    users.add(1, "otter", "MOCK");
    users.add(2, impossible, "MOCK");
    users.add(3, "vole", "s".repeat(2100));
    users.add(4, "weasel", "MOCK");

    CommandRun run = sync();

    assertEquals(1, run.exitCode());
    assertEquals(
        """
        conflict  @%s: DynamoDB rejects its rows, such as a handle of more than 2 KB
        conflict  @vole: DynamoDB rejects its rows, such as a handle of more than 2 KB
        Profile rows: 2 written, 0 removed; 0 users unchanged, 2 conflicts.
        """
            .formatted(impossible),
        run.out());
    assertEquals(
        List.of(
            "HDL#otter is %s @otter".formatted(OTTER.uuid()),
            "HDL#weasel is %s @weasel".formatted(UsersUnderTest.uuid(4))),
        profiles());
  }

  @Test
  void aMalformedRowIsAConflictAndTheOthersAreDone() throws Exception {
    table.putItem("HDL#otter", "PROFILE", Map.of("user_uuid", AttributeValue.fromN("5")));
    users.add(1, "otter", null);
    users.add(2, "heron", null);

    assertEquals(
        new CommandRun(
            1,
            """
            conflict  @otter: The row pk=HDL#otter sk=PROFILE has an attribute user_uuid that is not a string. Correct it, or delete the row.
            Profile rows: 1 written, 0 removed; 0 users unchanged, 1 conflicts.
            """,
            ""),
        sync());
  }

  @Test
  void aLongNameIsCutAndReported() throws Exception {
    users.add(1, "otter", "sub-otter");
    users.execute(
        "UPDATE public.users SET display_name = '%s' WHERE handle = 'otter'"
            .formatted("👋".repeat(51)));

    assertEquals(
        new CommandRun(
            0,
            """
            cut       @otter: its display name has more than 50 characters
            Profile rows: 2 written, 0 removed; 0 users unchanged, 0 conflicts.
            """,
            ""),
        sync());
    assertEquals(
        "{\"written\":0,\"removed\":0,\"unchanged\":1,\"names_cut\":[\"otter\"],\"in_doubt\":[]}\n",
        sync("--json").out());
    assertEquals(
        Set.of("👋".repeat(50)),
        table.items().stream()
            .map(item -> item.get("user_display_name").s())
            .collect(Collectors.toSet()));
  }

  /** A stored name that is longer than one that is read can still be replaced. */
  @Test
  void aLongStoredNameIsReplaced() throws Exception {
    for (String pk : List.of("HDL#otter", "SUB#sub-otter")) {
      table.putItem(
          pk,
          "PROFILE",
          Map.of(
              "user_uuid", AttributeValue.fromS(OTTER.uuid()),
              "user_handle", AttributeValue.fromS("otter"),
              "user_display_name", AttributeValue.fromS("x".repeat(2048))));
    }
    users.add(1, "otter", "sub-otter");

    assertEquals(
        "Profile rows: 2 written, 0 removed; 0 users unchanged, 0 conflicts.\n", sync().out());
  }

  @Test
  void anUnknownTableIsOneLine() throws Exception {
    users.add(1, "otter", null);

    assertEquals(
        new CommandRun(
            1,
            "",
            "Table elsewhere does not exist in DynamoDB at %s: create it with bin/cruddur schema-load, or name another with --table\n"
                .formatted(table.address())),
        sync("--table", "elsewhere"));
  }

  private CommandRun sync(String... options) {
    return users.run(
        Stream.concat(Stream.of("sync-profiles", "--endpoint", table.address()), Stream.of(options))
            .toArray(String[]::new));
  }

  private void put(Row... rows) {
    DynamoDbRows stored = new DynamoDbRows(table.client(), TableUnderTest.NAME);
    for (Row row : rows) {
      stored.put(row, new PutCondition.KeyIsFree());
    }
  }

  private List<String> profiles() {
    return table.profiles();
  }

  private static UserProfile profile(int number, String handle) {
    return new UserProfile(UsersUnderTest.uuid(number), handle, UsersUnderTest.displayName(handle));
  }
}
