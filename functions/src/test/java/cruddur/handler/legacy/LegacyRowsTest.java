package cruddur.handler.legacy;

import static cruddur.handler.legacy.LegacyRows.NAIVE;
import static cruddur.handler.legacy.LegacyRows.WITHOUT_FRACTION;
import static cruddur.handler.legacy.LegacyRows.WITH_OFFSET;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.MessagingSystem;
import cruddur.handler.fixture.SampleUser;
import cruddur.handler.fixture.StreamEvents;
import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.UserProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table that Cruddur's Flask app has written and still writes: its rows are listed, posted into
 * and rewritten. It has no pair rows, and only the profiles that the operator has imported.
 */
class LegacyRowsTest {

  private static final String GROUP = "5ca1ab1e-0000-4000-8000-00000000000a";
  private static final String OTHER_GROUP = "5ca1ab1e-0000-4000-8000-00000000000b";
  private static final String THIRD_GROUP = "5ca1ab1e-0000-4000-8000-00000000000c";

  /** The time of the test's clock, as a sort key. */
  private static final String NOW = "2026-11-22T13:07:40.123456+00:00";

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  private final SampleUser alpha = user("a", "alpha");
  private final SampleUser beta = user("b", "Beta.Two");
  private final SampleUser gamma = user("c", "gamma");

  @BeforeEach
  void importProfiles() {
    Stream.of(alpha, beta, gamma).forEach(this::importProfile);
  }

  // ------------------------------------------------------------------------------------------------------------ lists

  @Test
  void groupsAreListedNewestFirstInEveryTimestampFormat() {
    put(LegacyRows.messageGroups(alpha, beta, GROUP, WITH_OFFSET, "with offset"));
    put(LegacyRows.messageGroups(alpha, gamma, OTHER_GROUP, NAIVE, "naive"));
    put(LegacyRows.messageGroups(alpha, gamma, THIRD_GROUP, WITHOUT_FRACTION, "whole second"));

    assertEquals(
        List.of(
            Map.of(
                "uuid", THIRD_GROUP,
                "display_name", "The gamma",
                "handle", "gamma",
                "message", "whole second",
                "created_at", "2026-11-21T09:30:02.000000+00:00",
                "unread_count", "0",
                "last_message_from_me", "false"),
            Map.of(
                "uuid", OTHER_GROUP,
                "display_name", "The gamma",
                "handle", "gamma",
                "message", "naive",
                "created_at", "2026-11-21T09:30:01.500000+00:00",
                "unread_count", "0",
                "last_message_from_me", "false"),
            Map.of(
                "uuid", GROUP,
                "display_name", "The Beta.Two",
                "handle", "Beta.Two",
                "message", "with offset",
                "created_at", "2026-11-21T09:30:00.250000+00:00",
                "unread_count", "0",
                "last_message_from_me", "false")),
        system.listMessageGroups(alpha).send().objects());
  }

  @Test
  void messagesAreListedOldestFirstInEveryTimestampFormat() {
    startGroup(alpha, beta, GROUP, WITH_OFFSET, "with offset");
    Map<String, String> naive = LegacyRows.message(beta, GROUP, NAIVE, "naive");
    put(List.of(LegacyRows.message(alpha, GROUP, WITHOUT_FRACTION, "whole second"), naive));

    FunctionResponse response = system.listMessages(beta, GROUP).send();

    assertEquals(List.of("with offset", "naive", "whole second"), response.each("message"));
    assertEquals(
        Map.of(
            "uuid", naive.get("message_uuid"),
            "display_name", "The Beta.Two",
            "handle", "Beta.Two",
            "message", "naive",
            "created_at", "2026-11-21T09:30:01.500000+00:00"),
        response.objects().get(1));
  }

  @Test
  void messagesOfOneSecondAreListedInTimeOrder() {
    List<String> inTimeOrder =
        List.of(
            "2026-11-21T09:30:01",
            "2026-11-21T09:30:01+00:00",
            "2026-11-21T09:30:01.000001",
            "2026-11-21T09:30:01.000001+00:00",
            "2026-11-21T09:30:01.999999",
            "2026-11-21T09:30:02");
    startGroup(alpha, beta, GROUP, WITH_OFFSET, "first");
    put(
        inTimeOrder.reversed().stream()
            .map(time -> LegacyRows.message(alpha, GROUP, time, time))
            .toList());

    List<String> listed = system.listMessages(beta, GROUP).send().each("message");

    assertEquals(inTimeOrder, listed.subList(1, listed.size()));
  }

  /** The Flask app lists them like this too. A service that runs in UTC writes no such messages. */
  @Test
  void messagesWithAnotherOffsetAreListedInTextOrder() {
    put(LegacyRows.messageGroups(alpha, beta, GROUP, WITHOUT_FRACTION, "later"));
    put(
        List.of(
            LegacyRows.message(alpha, GROUP, WITHOUT_FRACTION, "later"),
            LegacyRows.message(beta, GROUP, "2026-11-21T10:15:00+01:00", "earlier")));

    FunctionResponse response = system.listMessages(alpha, GROUP).send();

    assertEquals(List.of("later", "earlier"), response.each("message"));
    assertEquals(
        List.of("2026-11-21T09:30:02.000000+00:00", "2026-11-21T09:15:00.000000+00:00"),
        response.each("created_at"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void pagesMixAllTimestampFormats(int limit) {
    List<String> texts = IntStream.range(0, 6).mapToObj(Integer::toString).toList();
    put(LegacyRows.messageGroups(alpha, beta, GROUP, WITH_OFFSET, "0"));
    String[] forms = {".250000+00:00", ".250000", ""};
    texts.forEach(text ->
        put(
            List.of(
                LegacyRows.message(
                    alpha,
                    GROUP,
                    "2026-11-21T09:30:0" + text + forms[Integer.parseInt(text) % 3],
                    text))));

    assertEquals(texts, allPages(limit));
  }

  @Test
  void messagesOfEarlierYearsAreListed() {
    startGroup(alpha, beta, GROUP, "2023-04-03T14:50:38.363000+00:00", "years ago");

    assertEquals(
        List.of("2023-04-03T14:50:38.363000+00:00"),
        system.listMessageGroups(beta).send().each("created_at"));
    assertEquals(List.of("years ago"), system.listMessages(beta, GROUP).send().each("message"));
  }

  // -------------------------------------------------------------------------------------------------------- new posts

  @ParameterizedTest
  @ValueSource(strings = {WITH_OFFSET, NAIVE, WITHOUT_FRACTION})
  void aPostMovesRowsInEveryTimestampFormat(String format) {
    startGroup(alpha, beta, GROUP, format, "first");
    system.deliver();

    system.post(beta, GROUP, "second");
    system.deliver();

    assertEquals(List.of("first", "second"), textsOf(GROUP));
    assertRowsShow(beta, NOW, "second");
  }

  /** The seed gives the rows the text of no message, and a time later than any message. */
  @Test
  void aPostMovesSeededRows() {
    put(LegacyRows.messageGroups(alpha, beta, GROUP, "2026-11-22T13:07:39.000001", "no message"));
    put(
        List.of(
            LegacyRows.message(alpha, GROUP, "2026-11-21T13:07:39.000001", "seeded"),
            LegacyRows.message(beta, GROUP, "2026-11-21T13:08:39.000001", "seeded too")));
    system.deliver();
    assertEquals(
        LegacyRows.messageGroups(alpha, beta, GROUP, "2026-11-22T13:07:39.000001", "no message"),
        groupRows());

    system.post(alpha, GROUP, "posted");
    system.deliver();

    assertRowsShow(alpha, NOW, "posted");
  }

  @Test
  void aPostMovesRowsWithAnotherOffset() {
    // 13:00 in UTC, but its text sorts after the clock's time.
    startGroup(alpha, beta, GROUP, "2026-11-22T23:00:00.500000+10:00", "first");

    system.post(beta, GROUP, "second");
    system.deliver();

    assertRowsShow(beta, NOW, "second");
  }

  @Test
  void aRewriteShortensALongTextToOneWriteUnit() {
    String longest = "\ud83d\udc26".repeat(1024);
    startGroup(alpha, beta, GROUP, NAIVE, longest);

    system.post(beta, GROUP, longest);
    system.deliver();

    // The other attributes and all names take 283 of the 1,024 bytes.
    assertRowShows("\ud83d\udc26".repeat((1024 - 283 - 3) / 4) + "…");
    assertEquals(List.of(longest, longest), textsOf(GROUP));
  }

  @Test
  void aStrangerCannotReadOrPost() {
    startGroup(alpha, beta, GROUP, NAIVE, "first");

    system.refuses(system.listMessages(gamma, GROUP), 404, "message_group_not_found");
    system.refuses(
        system.createMessage(
            gamma, JsonText.object("message_group_uuid", GROUP, "message", "hello")),
        404,
        "message_group_not_found");
  }

  // ------------------------------------------------------------------------------------------------------------ pairs

  @Test
  void aStartContinuesTheNewerOfTwoGroupsOfAPair() {
    startGroup(alpha, beta, GROUP, NAIVE, "older");
    startGroup(beta, alpha, OTHER_GROUP, WITHOUT_FRACTION, "newer");

    assertEquals(OTHER_GROUP, system.start(alpha, beta, "on"));
    assertEquals(OTHER_GROUP, system.start(beta, alpha, "and on"));
    system.deliver();

    assertPairIs(OTHER_GROUP);
    assertEquals(List.of("newer", "on", "and on"), textsOf(OTHER_GROUP));
    assertEquals(List.of(OTHER_GROUP, GROUP), system.listMessageGroups(beta).send().each("uuid"));
  }

  @Test
  void theNewerGroupIsFoundByTimeNotByText() {
    startGroup(alpha, beta, GROUP, "2026-11-21T20:00:00.500000+10:00", "at ten");
    startGroup(alpha, beta, OTHER_GROUP, "2026-11-21T11:00:00", "at eleven");

    assertEquals(OTHER_GROUP, system.start(beta, alpha, "on"));
  }

  @Test
  void theOlderGroupOfAPairStillTakesPosts() {
    startGroup(alpha, beta, GROUP, NAIVE, "older");
    startGroup(beta, alpha, OTHER_GROUP, WITHOUT_FRACTION, "newer");
    system.start(alpha, beta, "on");
    system.deliver();
    Map<String, String> newest = system.table().groupRows(beta).getLast();
    system.clock().set("2026-11-22T14:00:00Z");

    system.post(beta, GROUP, "still here");
    system.deliver();

    assertEquals(List.of(GROUP, OTHER_GROUP), system.listMessageGroups(alpha).send().each("uuid"));
    assertEquals(List.of("older", "still here"), textsOf(GROUP));
    assertEquals(newest, system.table().groupRows(beta).getFirst());
  }

  @Test
  void aStartWithAnotherUserIsANewGroup() {
    startGroup(alpha, beta, GROUP, NAIVE, "first");
    String next = system.nextUuid();

    assertEquals(next, system.start(alpha, gamma, "hello"));
    assertEquals(List.of(next, GROUP), system.listMessageGroups(alpha).send().each("uuid"));
  }

  // ----------------------------------------------------------------------------------------------------------- stream

  @Test
  void aGroupStartedByTheFlaskAppIsNotRewritten() {
    startGroup(alpha, beta, GROUP, WITH_OFFSET, "first");
    Set<Map<String, AttributeValue>> started = system.table().items();

    system.deliver();

    assertEquals(started, system.table().items());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-22T13:00:00.500000", "2026-11-22T13:00:00"})
  void aMessageWrittenByTheFlaskAppMovesTheRows(String createdAt) {
    startGroup(alpha, beta, GROUP, WITH_OFFSET, "first");
    system.deliver();

    put(List.of(LegacyRows.message(beta, GROUP, createdAt, "second")));
    system.deliver();

    assertRowsShow(
        beta,
        createdAt.length() == 19
            ? "2026-11-22T13:00:00.000000+00:00"
            : "2026-11-22T13:00:00.500000+00:00",
        "second");
    assertEquals(List.of("first", "second"), textsOf(GROUP));
  }

  /** The stream is delivered from its beginning, also what the old handler has processed. */
  @Test
  void whatTheLegacyStreamHandlerHasDoneIsNotRepeated() {
    startGroup(alpha, beta, GROUP, WITH_OFFSET, "first");
    put(List.of(LegacyRows.message(beta, GROUP, NAIVE, "second")));
    List<DynamodbStreamRecord> all = system.takeStreamRecords();
    moveAsTheLegacyStreamHandler(alpha, beta, GROUP, WITH_OFFSET, NAIVE, "second");

    assertEquals(List.of(), system.rewrite(StreamEvents.batch(all)));
    assertRowsShow(beta, "2026-11-21T09:30:01.500000+00:00", "second");
    Set<Map<String, AttributeValue>> moved = system.table().items();

    assertEquals(List.of(), system.rewrite(StreamEvents.batch(all)));
    assertEquals(moved, system.table().items());
  }

  /** It crashed, or its put failed, after it had deleted a row. */
  @Test
  void aRowLostByTheLegacyStreamHandlerIsRestoredWithTheMessage() {
    startGroup(alpha, beta, GROUP, WITH_OFFSET, "first");
    system.deliver();
    put(List.of(LegacyRows.message(beta, GROUP, NAIVE, "second")));
    system.table().deleteItem("GRP#" + alpha.uuid(), WITH_OFFSET);

    system.deliver();

    assertRowsShow(beta, "2026-11-21T09:30:01.500000+00:00", "second");
  }

  /** A lagging index made it put a second row beside the current one. */
  @Test
  void aRowDuplicatedByTheLegacyStreamHandlerIsListedOnceAndDeletedWithTheNextMessage() {
    startGroup(alpha, beta, GROUP, NAIVE, "second");
    put(LegacyRows.messageGroups(alpha, beta, GROUP, WITH_OFFSET, "first"));
    system.deliver();
    assertEquals(List.of("second"), system.listMessageGroups(alpha).send().each("message"));

    system.post(alpha, GROUP, "third");
    system.deliver();

    assertRowsShow(alpha, NOW, "third");
  }

  @Test
  void bothApisCanWriteIntoOneGroup() {
    startGroup(alpha, beta, GROUP, WITH_OFFSET, "1");
    put(List.of(LegacyRows.message(beta, GROUP, NAIVE, "2")));
    system.post(alpha, GROUP, "3");
    put(List.of(LegacyRows.message(beta, GROUP, "2026-11-22T13:07:40.123457", "4")));
    system.deliver();
    assertRowsShow(beta, "2026-11-22T13:07:40.123457+00:00", "4");

    system.clock().set("2026-11-22T13:07:41Z");
    system.post(alpha, GROUP, "5");
    system.deliver();

    assertRowsShow(alpha, "2026-11-22T13:07:41.000000+00:00", "5");
    assertEquals(List.of("1", "2", "3", "4", "5"), textsOf(GROUP));
  }

  // --------------------------------------------------------------------------------------------------------- profiles

  @Test
  void aUserIsRefusedUntilTheirProfileIsImported() {
    SampleUser late = user("d", "late");
    startGroup(alpha, late, GROUP, WITH_OFFSET, "hello late");

    system.refuses(system.listMessageGroups(late), 403, "user_profile_missing");
    system.refuses(
        system.createMessageGroup(alpha, JsonText.object("handle", "late", "message", "on")),
        422,
        "user_reciever_handle_unknown");

    importProfile(late);
    assertEquals(List.of(GROUP), system.listMessageGroups(late).send().each("uuid"));
    assertEquals(GROUP, system.start(alpha, late, "on"));
  }

  @Test
  void handlesAreFoundAsTheyAreStored() {
    assertEquals(
        JsonText.object("uuid", beta.uuid(), "handle", "Beta.Two", "display_name", "The Beta.Two"),
        system.showUserShort("@Beta.Two").send().body());
  }

  // ------------------------------------------------------------------------------------------------------------------

  private static SampleUser user(String digit, String handle) {
    String number = digit.repeat(8);
    return new SampleUser(
        number + "-5ab0-4000-8000-000000000000",
        new UserProfile(number + "-0000-4000-8000-000000000000", handle, "The " + handle));
  }

  /** Writes the rows that sync-profiles writes. */
  private void importProfile(SampleUser user) {
    system.rows().put(new SignInProfile(user.sub(), user.profile()), new KeyIsFree());
    system.rows().put(new HandleRow.Owned(user.profile()), new KeyIsFree());
  }

  private void put(List<Map<String, String>> items) {
    items.forEach(item -> system.table().putItem(item));
  }

  /** Writes a group as the Flask app starts it: three items with one timestamp. */
  private void startGroup(
      SampleUser starter, SampleUser other, String group, String time, String text) {
    put(LegacyRows.messageGroups(starter, other, group, time, text));
    put(List.of(LegacyRows.message(starter, group, time, text)));
  }

  /** Deletes each row and puts it again with the message's timestamp. */
  private void moveAsTheLegacyStreamHandler(
      SampleUser member, SampleUser other, String group, String from, String to, String text) {
    system.table().deleteItem("GRP#" + member.uuid(), from);
    system.table().deleteItem("GRP#" + other.uuid(), from);
    put(LegacyRows.messageGroups(member, other, group, to, text));
  }

  private void assertRowShows(String text) {
    assertEquals(text, system.table().groupRows(alpha).getFirst().get("message"));
  }

  private List<String> textsOf(String group) {
    return system.listMessages(alpha, group).send().each("message");
  }

  private List<String> allPages(int limit) {
    ApiCall call = system.listMessages(beta, GROUP).query("limit", Integer.toString(limit));
    FunctionResponse response = call.send();
    List<String> texts = response.each("message");
    for (Optional<Map<String, String>> next = response.next();
        next.isPresent();
        next = response.next()) {
      response = system.listMessages(beta, GROUP).query(next.get()).send();
      texts = Stream.concat(response.each("message").stream(), texts.stream()).toList();
    }
    return texts;
  }

  private void assertPairIs(String group) {
    String pair = "DUO#" + alpha.uuid() + "#" + beta.uuid();
    assertEquals(
        List.of(Map.of("pk", pair, "sk", "DUO", "group_uuid", group)),
        system.table().partition(pair));
  }

  /** Alpha and beta each have one row of the group, with the sender and the legacy attributes. */
  private void assertRowsShow(SampleUser sender, String lastMessageAt, String lastText) {
    assertEquals(
        LegacyRows.messageGroups(alpha, beta, GROUP, lastMessageAt, lastText).stream()
            .map(row -> LegacyRows.withSender(row, sender))
            .toList(),
        groupRows());
  }

  private List<Map<String, String>> groupRows() {
    return Stream.of(alpha, beta)
        .flatMap(member -> system.table().groupRows(member).stream())
        .toList();
  }
}
