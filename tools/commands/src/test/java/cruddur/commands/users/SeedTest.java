package cruddur.commands.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.TableUnderTest;
import cruddur.messaging.port.PutCondition;
import cruddur.messaging.port.RowQuery;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.store.dynamodb.DynamoDbRows;
import cruddur.store.dynamodb.item.MessagesTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SeedTest {

  private static final UserProfile OTTER = profile(1, "otter");
  private static final UserProfile HERON = profile(2, "heron");
  private static final RowKey.OfPair BOTH = RowKey.OfPair.of(OTTER.uuid(), HERON.uuid());

  @AutoClose private static final UsersUnderTest users = new UsersUnderTest();

  @AutoClose private final TableUnderTest table = TableUnderTest.with();
  private final Rows rows = new DynamoDbRows(table.client(), TableUnderTest.NAME);

  @BeforeEach
  void makeTables() throws Exception {
    users.makeTable();
    users.add(1, "otter", "sub-otter");
    users.add(2, "heron", "sub-heron");
  }

  @Test
  void bothHaveProfilesAndOneRowThatShowsTheNewestMessage() {
    CommandRun run = seed("otter", "heron");

    List<Message> newestFirst = messages();
    Message newest = newestFirst.getFirst();
    assertEquals(
        new CommandRun(
            0,
            """
            Profile rows: 4 written.
            Conversation %s of @otter and @heron: %d messages written, 0 already there.
            """
                .formatted(groupUuid(), newestFirst.size()),
            ""),
        run);
    assertTrue(newestFirst.size() > 20, "more than a page");
    assertEquals(
        Set.of(OTTER, HERON), Set.copyOf(newestFirst.stream().map(Message::sender).toList()));
    assertEquals(List.of(MessageGroup.showing(newest, OTTER.uuid(), HERON)), groupsOf(OTTER));
    assertEquals(List.of(MessageGroup.showing(newest, HERON.uuid(), OTTER)), groupsOf(HERON));
    assertEquals(
        List.of(
            "HDL#heron is %s @heron".formatted(HERON.uuid()),
            "HDL#otter is %s @otter".formatted(OTTER.uuid()),
            "SUB#sub-heron is %s @heron".formatted(HERON.uuid()),
            "SUB#sub-otter is %s @otter".formatted(OTTER.uuid())),
        table.profiles());
  }

  /** Otherwise a message that is posted after the seed would not be the newest. */
  @Test
  void noMessageIsInTheFuture() {
    seed("otter", "heron");

    assertTrue(messages().getFirst().createdAt().instant().isBefore(Instant.now()));
  }

  @Test
  void aSecondRunWritesNothing() {
    seed("otter", "heron");
    Set<Map<String, AttributeValue>> before = table.items();

    assertEquals(
        """
        Profile rows: 0 written.
        Conversation %s of @otter and @heron: 0 messages written, %d already there.
        """
            .formatted(groupUuid(), messages().size()),
        seed("otter", "heron").out());
    seed("@Heron", "otter");

    assertEquals(before, table.items());
  }

  @Test
  void anInterruptedRunIsCompleted() {
    seed("otter", "heron");
    Set<Map<String, AttributeValue>> complete = table.items();
    List<Message> newestFirst = messages();
    Message first = newestFirst.getLast();
    newestFirst.subList(0, newestFirst.size() - 1).forEach(message -> delete(message.key()));
    for (UserProfile user : List.of(OTTER, HERON)) {
      MessageGroup group = groupsOf(user).getFirst();
      rows.delete(group);
      put(MessageGroup.showing(first, user.uuid(), group.other()));
    }

    assertEquals(
        "Conversation %s of @otter and @heron: %d messages written, 1 already there."
            .formatted(groupUuid(), newestFirst.size() - 1),
        seed("otter", "heron").lines().get(1));

    assertEquals(complete, table.items());
  }

  /** A user's own message is at the microsecond of a sample message. */
  @Test
  void aMessageThatMovedToTheNextMicrosecondIsWrittenOnce() {
    seed("otter", "heron");
    Message sample = messages().get(1);
    delete(sample.key());
    put(new Message("own", sample.groupUuid(), sample.createdAt(), OTTER, "own"));

    assertTrue(seed("otter", "heron").out().contains(": 1 messages written, "));
    Set<Map<String, AttributeValue>> before = table.items();
    assertEquals(sample.atNextMicrosecond(), messages().get(1));
    assertTrue(seed("otter", "heron").out().contains(": 0 messages written, "));

    assertEquals(before, table.items());
  }

  /** Its uuids contain no time. */
  @Test
  void theConversationOfAnEarlierVersionIsComplete() {
    seed("otter", "heron");
    for (Message message : messages()) {
      String uuid = "882a0850-6fde-340c" + message.uuid().substring(18);
      delete(message.key());
      put(
          new Message(
              uuid, message.groupUuid(), message.createdAt(), message.sender(), message.text()));
    }
    Set<Map<String, AttributeValue>> before = table.items();

    assertTrue(seed("otter", "heron").out().contains(": 0 messages written, "));

    assertEquals(before, table.items());
  }

  @Test
  void anExistingConversationIsNotChanged() {
    Message message =
        new Message("m", "g", Timestamp.of(Instant.parse("2026-11-01T10:00:00Z")), OTTER, "Hi");
    put(
        message,
        MessageGroup.showing(message, OTTER.uuid(), HERON),
        MessageGroup.showing(message, HERON.uuid(), OTTER));
    seed("otter", "heron");
    Set<Map<String, AttributeValue>> unpaired = table.items();
    put(new Pair(BOTH, "g"));

    assertEquals(
        "@otter and @heron already have a conversation, which was not changed: g",
        seed("otter", "heron").lines().get(1));
    delete(BOTH);
    assertEquals(unpaired, table.items());
  }

  @Test
  void aUserWithoutSignInIsNamed() throws Exception {
    users.add(3, "newt", null);

    CommandRun run = seed("newt", "otter");

    assertEquals(0, run.exitCode());
    assertEquals(
        "@newt has no sign-in in public.users: add it with bin/cruddur update-cognito-user-ids.\n",
        run.err());
  }

  @Test
  void sampleUsersAreTheDefault() {
    users.run("users", "seed");

    assertEquals(
        0, users.run("seed", "--endpoint", table.address()).exitCode(), "ines_v and tarek_o");
    assertEquals(
        2L,
        table.profiles().stream().filter(row -> row.matches("HDL#(ines_v|tarek_o) .*")).count());
  }

  @Test
  void anUnknownHandleIsOneLineAndWritesNothing() {
    assertEquals(
        failure(
            1,
            "No user in public.users of %s has the handle vole: add the sample users with bin/cruddur users seed, or name other users with --me and --other"
                .formatted(users.address())),
        seed("otter", "vole"));
    assertEquals(Set.of(), table.items());
  }

  @Test
  void theUsersMustDiffer() {
    assertEquals(
        failure(2, "--me and --other both name @otter: name two different users"),
        seed("otter", "Otter"));
    assertEquals(Set.of(), table.items());
  }

  @Test
  void aHandleOfAUserUnknownToPostgresWritesNothing() {
    put(new HandleRow.Owned(profile(99, "heron")));
    Set<Map<String, AttributeValue>> before = table.items();

    assertEquals(
        failure(
            1,
            "The profile of @heron has a conflict, and no conversation was written: the handle belongs to user %s, who is not in public.users"
                .formatted(UsersUnderTest.uuid(99))),
        seed("otter", "heron"));
    assertEquals(before, table.items());
  }

  @Test
  void twoUsersWithOneSignInWriteNothing() throws Exception {
    users.makeLegacyTable();
    users.add(1, "otter", "sub");
    users.add(2, "heron", "sub");

    assertEquals(
        failure(
            1,
            "The profile of @otter has a conflict, and no conversation was written: several rows of public.users have its sign-in"),
        seed("otter", "heron"));
    assertEquals(Set.of(), table.items());
  }

  @Test
  void aDatabaseWithoutTheTableIsOneLine() throws Exception {
    users.clear();

    assertEquals(
        failure(
            1,
            "Database cruddur at %s has no table public.users: create it with bin/cruddur users schema-load, or name another database with --database"
                .formatted(users.address().replaceAll(".*@|/cruddur", ""))),
        seed("otter", "heron"));
  }

  private CommandRun seed(String me, String other) {
    return users.run("seed", "--me", me, "--other", other, "--endpoint", table.address());
  }

  private static CommandRun failure(int exitCode, String line) {
    return new CommandRun(exitCode, "", line + "\n");
  }

  private String groupUuid() {
    return rows.get(BOTH).orElseThrow().groupUuid();
  }

  private List<Message> messages() {
    return rows.all(new RowQuery.Messages(groupUuid(), Optional.empty(), 100));
  }

  private List<MessageGroup> groupsOf(UserProfile user) {
    return rows.all(new RowQuery.GroupsOfMember(user.uuid(), Optional.empty(), 100));
  }

  private void put(Row... all) {
    Stream.of(all).forEach(row -> rows.put(row, new PutCondition.KeyIsFree()));
  }

  private void delete(RowKey<?> key) {
    table
        .client()
        .deleteItem(
            request -> request.tableName(TableUnderTest.NAME).key(MessagesTable.primaryKey(key)));
  }

  private static UserProfile profile(int number, String handle) {
    return new UserProfile(UsersUnderTest.uuid(number), handle, UsersUnderTest.displayName(handle));
  }
}
