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
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncProfilesTest {

  private static final UserProfile OTTER = profile(1, "otter");
  private static final UserProfile HERON = profile(2, "heron");
  private static final UserProfile STRANGER = profile(99, "otter");

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
            0, "Profile rows: 3 written, 0 removed; 0 users unchanged, 0 in doubt.\n", ""),
        sync());
    assertEquals(
        new CommandRun(
            0, "Profile rows: 0 written, 0 removed; 2 users unchanged, 0 in doubt.\n", ""),
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
  void aHandleThatChangedLeavesNoRow() throws Exception {
    given(new SignInProfile("sub-otter", OTTER), new HandleRow.Owned(OTTER));
    users.add(1, "sea_otter", "sub-otter");

    assertEquals(
        "Profile rows: 2 written, 1 removed; 0 users unchanged, 0 in doubt.\n", sync().out());
    assertEquals(
        List.of(
            "HDL#sea_otter is %s @sea_otter".formatted(OTTER.uuid()),
            "SUB#sub-otter is %s @sea_otter".formatted(OTTER.uuid())),
        profiles());
  }

  @Test
  void twoWhoHaveSwappedHandlesHaveThemSwapped() throws Exception {
    given(
        new SignInProfile("sub-otter", OTTER),
        new HandleRow.Owned(OTTER),
        new SignInProfile("sub-heron", HERON),
        new HandleRow.Owned(HERON));
    users.add(1, "heron", "sub-otter");
    users.add(2, "otter", "sub-heron");

    CommandRun run = sync();
    // At once, one may have met the other's rows changing: a second run settles it.
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
  void whatBelongsToSomebodyUnknownToPostgresStays() throws Exception {
    given(new SignInProfile("sub-stranger", STRANGER), new HandleRow.Owned(STRANGER));
    users.add(1, "otter", "sub-otter");

    assertEquals(
        new CommandRun(
            1,
            """
            in doubt  @otter: it is that of %s, whom public.users does not have
            Profile rows: 0 written, 0 removed; 0 users unchanged, 1 in doubt.
            """
                .formatted(STRANGER.uuid()),
            ""),
        sync());
    assertEquals(
        List.of(
            "HDL#otter is %s @otter".formatted(STRANGER.uuid()),
            "SUB#sub-stranger is %s @otter".formatted(STRANGER.uuid())),
        profiles());
  }

  @Test
  void aSignUpsReservationStaysUntilItExpires() throws Exception {
    given(
        new HandleRow.Reserved("otter", "somebody", Instant.parse("2999-01-01T00:00:00Z")),
        new HandleRow.Reserved("heron", "somebody", Instant.parse("2020-01-01T00:00:00Z")));
    users.add(1, "otter", null);
    users.add(2, "heron", null);

    assertEquals(
        """
        in doubt  @otter: a sign-up has reserved it until 2999-01-01T00:00:00Z
        Profile rows: 1 written, 0 removed; 0 users unchanged, 1 in doubt.
        """,
        sync().out());
    assertEquals(
        List.of("HDL#heron is %s @heron".formatted(HERON.uuid()), "HDL#otter is reserved"),
        profiles());
  }

  @Test
  void whatTheSourcesTableHasTwiceStaysOut() throws Exception {
    users.makeSourcesTable();
    users.add(1, "otter", "MOCK");
    users.add(2, "Otter", "MOCK");
    users.add(3, "heron", "sub-1");
    users.add(4, "newt", "sub-1");
    users.add(5, "vole", "MOCK");

    assertEquals(
        """
        in doubt  @heron: several rows of public.users have its sign-in
        in doubt  @newt: several rows of public.users have its sign-in
        in doubt  @otter: several rows of public.users have it
        in doubt  @Otter: several rows of public.users have it
        Profile rows: 1 written, 0 removed; 0 users unchanged, 4 in doubt.
        """,
        sync().out());
    assertEquals(List.of("HDL#vole is %s @vole".formatted(UsersUnderTest.uuid(5))), profiles());
  }

  @Test
  void anUnknownTableIsOneLine() throws Exception {
    users.add(1, "otter", null);

    assertEquals(
        new CommandRun(
            1,
            "",
            "There is no table elsewhere in DynamoDB at %s: make it with schema-load, or name another with --table\n"
                .formatted(table.address())),
        sync("--table", "elsewhere"));
  }

  private CommandRun sync(String... options) {
    return users.run(
        Stream.concat(Stream.of("sync-profiles", "--endpoint", table.address()), Stream.of(options))
            .toArray(String[]::new));
  }

  private void given(Row... rows) {
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
