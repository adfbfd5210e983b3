package cruddur.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.conversation.rows.HandleRow;
import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.MessageGroup;
import cruddur.conversation.rows.Pair;
import cruddur.conversation.rows.PutCondition;
import cruddur.conversation.rows.Row;
import cruddur.conversation.rows.RowKey;
import cruddur.conversation.rows.RowQuery.MemberSearch;
import cruddur.conversation.rows.Rows;
import cruddur.conversation.rows.SignInProfile;
import cruddur.conversation.rows.Timestamp;
import cruddur.conversation.rows.UserProfile;
import cruddur.store.dynamodb.DynamoDbRows;
import cruddur.store.dynamodb.MessagesTable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Each way in which a table breaks is found, alone; mended where it can be; then nothing is found.
 */
class CheckTest {

  private static final String GROUP = "b3c9a0de-0000-4000-8000-000000000001";
  private static final String OTHER_GROUP = "b3c9a0de-0000-4000-8000-000000000002";
  private static final UserProfile OTTER = new UserProfile("u-otter", "otter", "Otter");
  private static final UserProfile HERON = new UserProfile("u-heron", "heron", "Heron");
  private static final UserProfile NEWT = new UserProfile("u-newt", "newt", "Newt");
  private static final Message FIRST = message(GROUP, "2026-03-01T10:00:00.000000+00:00", OTTER);
  private static final Message LAST = message(GROUP, "2026-03-01T11:00:00.000000+00:00", HERON);
  private static final RowKey.OfPair BOTH = RowKey.OfPair.of(OTTER.uuid(), HERON.uuid());

  private TableUnderTest table;
  private Rows rows;

  @BeforeEach
  void start() throws IOException {
    table =
        TableUnderTest.with(
            new SignInProfile("s-otter", OTTER),
            new HandleRow.Owned(OTTER),
            new SignInProfile("s-heron", HERON),
            new HandleRow.Owned(HERON),
            new HandleRow.Reserved("stoat", "sign-up", Instant.parse("2026-03-01T10:00:00Z")),
            FIRST,
            LAST,
            rowOfOtter(LAST),
            rowOfHeron(LAST),
            new Pair(BOTH, GROUP));
    rows = new DynamoDbRows(table.client(), TableUnderTest.NAME);
  }

  @AfterEach
  void stop() {
    table.close();
  }

  @Test
  void aWholeTableHasNoFindings() {
    CommandRun run = table.run("check");

    assertEquals(0, run.exitCode());
    assertEquals("", run.out());
    assertEquals("10 rows: 0 findings", run.err().substring(0, run.err().indexOf(',')));
  }

  @Test
  void aRepairOfAWholeTableWritesNothing() {
    List<Map<String, AttributeValue>> before = items();

    assertEquals(0, table.run("check", "--repair").exitCode());
    assertEquals(before, items());
  }

  @Test
  void aTableOfTheSampleDataIsWhole() throws IOException {
    try (SystemUnderTest system = SystemUnderTest.start(SystemUnderTest.TEMPLATE)) {
      CommandRun run = CommandRun.of("check", "--endpoint", system.dynamoDb().toString());

      assertEquals(List.of(), run.lines());
      assertEquals(0, run.exitCode());
    }
  }

  @Test
  void twoRowsOfOneGroupBecomeOne() {
    put(rowOfOtter(FIRST));

    found("several-rows  GRP#u-otter  2 rows of group %s, and not one".formatted(GROUP));
    mended("one row shows the newest message now");
    assertEquals(List.of(rowOfOtter(LAST)), rowsOf(OTTER));
  }

  @Test
  void twoRowsThatShowTheOnlyMessageBecomeOne() {
    delete(LAST.key());
    delete(rowOfOtter(LAST).key());
    delete(rowOfHeron(LAST).key());
    put(rowOfOtter(FIRST), rowOfOtter(FIRST).at(FIRST.createdAt().next()), rowOfHeron(FIRST));

    found("several-rows  GRP#u-otter  2 rows of group %s, and not one".formatted(GROUP));
    mended("one row shows the newest message now");
    assertEquals(
        List.of(rowOfOtter(FIRST).at(FIRST.createdAt().next())), rowsOf(OTTER), "the later one");
  }

  @Test
  void aRowOlderThanTheNewestMessageMovesToIt() {
    delete(rowOfHeron(LAST).key());
    put(rowOfHeron(FIRST));

    found(
        "stale-row  GRP#u-heron %s  it shows an older message than the newest of group %s, of %s"
            .formatted(FIRST.createdAt().text(), GROUP, LAST.createdAt().text()));
    mended("one row shows the newest message now");
    assertEquals(List.of(rowOfHeron(LAST)), rowsOf(HERON));
  }

  @Test
  void aRowWithAnotherTextGetsTheNewestMessages() {
    delete(rowOfHeron(LAST).key());
    put(new MessageGroup(GROUP, HERON.uuid(), OTTER, "filler", LAST.createdAt(), LAST.createdAt()));

    found(
        "stale-row  GRP#u-heron %s  it shows another text than the newest of group %s, of %s"
            .formatted(LAST.createdAt().text(), GROUP, LAST.createdAt().text()));
    mended("one row shows the newest message now");
    assertEquals(List.of(rowOfHeron(LAST)), rowsOf(HERON));
  }

  @Test
  void aTextThatIsCutToFitItsRowIsNoOtherText() {
    Message longOne =
        new Message(
            "m-long",
            GROUP,
            Timestamp.stored("2026-03-01T12:00:00.000000+00:00"),
            HERON,
            "ü".repeat(1024));
    delete(rowOfOtter(LAST).key());
    delete(rowOfHeron(LAST).key());
    put(longOne, rowOfOtter(longOne), rowOfHeron(longOne));

    whole();
  }

  @Test
  void aRowAheadOfTheMessagesIsLeftToTheNextOne() {
    Message gone = message(GROUP, "2026-03-01T12:00:00.000000+00:00", OTTER);
    delete(rowOfHeron(LAST).key());
    put(rowOfHeron(gone));

    found(
        "stale-row  GRP#u-heron %s  it shows a message that is not there: the newest of group %s, of %s"
            .formatted(gone.createdAt().text(), GROUP, LAST.createdAt().text()));
    left("rows only move forward: the group's next message puts it right");
    assertEquals(List.of(rowOfHeron(gone)), rowsOf(HERON));
  }

  @Test
  void aMemberWithoutARowGetsOneWithTheNameThatTheMessagesTell() {
    delete(rowOfHeron(LAST).key());

    found(
        "member-without-row  GRP#u-heron  no row of group %s, whose member it is".formatted(GROUP));
    mended("one row shows the newest message now");
    assertEquals(List.of(rowOfHeron(LAST)), rowsOf(HERON));
  }

  @Test
  void aMemberWhomNobodyHasAnsweredGetsARowWithTheNameThatTheProfileTells() {
    delete(LAST.key());
    delete(rowOfOtter(LAST).key());
    delete(rowOfHeron(LAST).key());
    put(rowOfHeron(FIRST));

    found(
        "member-without-row  GRP#u-otter  no row of group %s, whose member it is".formatted(GROUP));
    mended("one row shows the newest message now");
    assertEquals(List.of(rowOfOtter(FIRST)), rowsOf(OTTER));
  }

  @Test
  void aMemberWhosePartnersNameNothingTellsIsLeft() {
    delete(LAST.key());
    delete(rowOfOtter(LAST).key());
    delete(rowOfHeron(LAST).key());
    put(rowOfHeron(FIRST));
    delete(new HandleRow.Owned(HERON).key());
    delete(new SignInProfile("s-heron", HERON).key());

    found(
        "member-without-row  GRP#u-otter  no row of group %s, whose member it is".formatted(GROUP));
    left("nothing tells the name of the other member, u-heron: sync-profiles, and run it again");
    assertEquals(List.of(), rowsOf(OTTER));
  }

  @Test
  void aGroupInNobodysListIsGivenBackToThePairThatHasIt() {
    delete(rowOfOtter(LAST).key());
    delete(rowOfHeron(LAST).key());

    found("group-without-rows  MSG#%s  no member has a row of this group".formatted(GROUP));
    mended("one row shows the newest message now");
    assertEquals(List.of(rowOfOtter(LAST)), rowsOf(OTTER));
    assertEquals(List.of(rowOfHeron(LAST)), rowsOf(HERON));
  }

  /** The source let anybody write anywhere: who has written need not be a member. */
  @Test
  void aGroupThatNoPairHasIsNotGivenToItsSenders() {
    delete(rowOfOtter(LAST).key());
    delete(rowOfHeron(LAST).key());
    delete(BOTH);

    found("group-without-rows  MSG#%s  no member has a row of this group".formatted(GROUP));
    left(
        "nothing but its messages tells that it is of u-otter and u-heron: put the row DUO#u-heron#u-otter DUO"
            + " with the group_uuid of this group, if it is, and run it again");
    assertEquals(List.of(), rowsOf(OTTER));
    assertEquals(List.of(), rowsOf(HERON));
  }

  @Test
  void aGroupWithoutMessagesIsToldOnce() {
    delete(FIRST.key());
    delete(LAST.key());

    found(
        "group-without-messages  GRP#u-heron %s  it is of group %s, which has no message"
            .formatted(LAST.createdAt().text(), GROUP));
    left("restore its messages from a backup, or delete the group's rows");
    assertEquals(List.of(rowOfOtter(LAST)), rowsOf(OTTER));
  }

  @Test
  void aThirdMemberIsLeftToAPerson() {
    put(MessageGroup.showing(LAST, NEWT.uuid(), OTTER));

    found(
        "too-many-members  MSG#%s  its rows name 3 members: u-otter, u-heron, u-newt"
            .formatted(GROUP));
    left("find out who they are, and delete the rows of who is none");
  }

  @Test
  void aPairWithoutARowGetsOne() {
    delete(BOTH);

    found("missing-pair  DUO#u-heron#u-otter  no row, and the two have group %s".formatted(GROUP));
    mended("the pair's row is there now");
    assertEquals(Optional.of(new Pair(BOTH, GROUP)), rows.get(BOTH));
  }

  @Test
  void aSecondGroupOfAPairIsLeftAndBothKeepTheirMessages() {
    Message older = putOlderGroup();

    found(
        "second-group  MSG#%s  users u-heron and u-otter have another group, %s"
            .formatted(OTHER_GROUP, GROUP));
    left(
        "both can be read and written, and a start leads to the other; nothing moves messages from one to the other");
    assertEquals(Optional.of(older), rows.get(older.key()));
    assertEquals(Optional.of(new Pair(BOTH, GROUP)), rows.get(BOTH));
  }

  @Test
  void ofTwoGroupsWithoutAPairsRowTheOneWithTheLastMessageIsTheConversation() {
    putOlderGroup();
    delete(BOTH);

    CommandRun run = table.run("check", "--repair");

    assertEquals(1, run.exitCode());
    assertEquals(Optional.of(new Pair(BOTH, GROUP)), rows.get(BOTH));
    found(
        "second-group  MSG#%s  users u-heron and u-otter have another group, %s"
            .formatted(OTHER_GROUP, GROUP));
  }

  @Test
  void aPairThatNamesAGroupOfNobodyIsLedToTheOneTheyHave() {
    delete(BOTH);
    put(new Pair(BOTH, OTHER_GROUP));

    found(
        "pair-of-nothing  DUO#u-heron#u-otter  it names group %s, which neither of the two has"
            .formatted(OTHER_GROUP));
    mended("it names group %s now".formatted(GROUP));
    assertEquals(Optional.of(new Pair(BOTH, GROUP)), rows.get(BOTH));
  }

  @Test
  void aPairThatHasNoGroupIsDeleted() {
    RowKey.OfPair strangers = RowKey.OfPair.of(OTTER.uuid(), NEWT.uuid());
    put(new Pair(strangers, GROUP.replace('b', 'c')));

    found(
        "pair-of-nothing  DUO#u-newt#u-otter  it names group %s, which neither of the two has"
            .formatted(GROUP.replace('b', 'c')));
    mended("it is deleted: the two have no group");
    assertEquals(Optional.empty(), rows.get(strangers));
  }

  @Test
  void aSignInWithoutItsHandleGetsIt() {
    delete(new HandleRow.Owned(OTTER).key());

    found("sign-in-without-handle  SUB#s-otter  nothing stands under its handle otter");
    mended("the profile stands under the handle now");
    assertEquals(
        Optional.of(new HandleRow.Owned(OTTER)), rows.get(new HandleRow.Owned(OTTER).key()));
  }

  @Test
  void nobodyIsGivenAnothersHandle() {
    delete(new HandleRow.Owned(OTTER).key());
    UserProfile usurper = new UserProfile(NEWT.uuid(), OTTER.handle(), NEWT.displayName());
    put(new HandleRow.Owned(usurper), new SignInProfile("s-newt", usurper));

    found("handle-of-another  SUB#s-otter  its handle otter is that of user u-newt");
    left(
        "find out whose the handle is; update-cognito-user-ids --rebind gives it to the pool's user");
    assertEquals(
        Optional.of(new HandleRow.Owned(usurper)), rows.get(new HandleRow.Owned(usurper).key()));
  }

  @Test
  void nobodyIsGivenAHandleThatASignUpHasReserved() {
    HandleRow.Reserved reserved =
        new HandleRow.Reserved("otter", "sign-up", Instant.parse("2096-03-01T10:00:00Z"));
    delete(new HandleRow.Owned(OTTER).key());
    put(reserved);

    found(
        "handle-of-another  SUB#s-otter  its handle otter is reserved by a sign-up until 2096-03-01T10:00:00Z");
    left(
        "find out whose the handle is; update-cognito-user-ids --rebind gives it to the pool's user");
    assertEquals(Optional.of(reserved), rows.get(reserved.key()));
  }

  @Test
  void aHandleWhoseReservationHasExpiredIsFree() {
    delete(new HandleRow.Owned(OTTER).key());
    put(new HandleRow.Reserved("otter", "sign-up", Instant.parse("2026-03-01T10:00:00Z")));

    found("sign-in-without-handle  SUB#s-otter  nothing stands under its handle otter");
    mended("the profile stands under the handle now");
  }

  @Test
  void twoWritingsOfOneUserAreLeft() {
    delete(new HandleRow.Owned(OTTER).key());
    put(new HandleRow.Owned(new UserProfile(OTTER.uuid(), OTTER.handle(), "Otter the Second")));

    found(
        "profiles-differ  SUB#s-otter  under its handle otter the same user's name is written otherwise");
    left("sync-profiles makes both say what Postgres says");
  }

  @Test
  void aHandleWithoutASignInIsLeft() {
    put(new HandleRow.Owned(NEWT));

    found("handle-without-sign-in  HDL#newt  no sign-in has this handle and its user u-newt");
    left("update-cognito-user-ids gives the user his sign-in, or removes a handle that was his");
    assertEquals(Optional.of(new HandleRow.Owned(NEWT)), rows.get(new HandleRow.Owned(NEWT).key()));
  }

  @Test
  void aMessageIsMovedToTheTimeThatItMeans() {
    Message misdated = message(GROUP, "2026-03-01 10:30:00+0000", HERON);
    put(misdated);

    found(
        "malformed-timestamp  MSG#%s 2026-03-01 10:30:00+0000  it stands at no time: readers show it in no order"
            .formatted(GROUP));
    mended("it stands at 2026-03-01T10:30:00.000000+00:00 now");
    Message moved = misdated.at(Timestamp.stored("2026-03-01T10:30:00.000000+00:00"));
    assertEquals(Optional.of(moved), rows.get(moved.key()));
    assertEquals(Optional.empty(), rows.get(misdated.key()));
  }

  @Test
  void aMessageMovedToAnothersTimeTakesTheNextAndIsTheNewest() {
    Message misdated = message(GROUP, "2026-03-01 13:00:00+0200", HERON);
    put(misdated);

    found(
        "malformed-timestamp  MSG#%s 2026-03-01 13:00:00+0200  it stands at no time: readers show it in no order"
            .formatted(GROUP));
    mended("it stands at 2026-03-01T11:00:00.000001+00:00 now");
    Message moved = misdated.at(Timestamp.stored("2026-03-01T11:00:00.000001+00:00"));
    assertEquals(Optional.of(LAST), rows.get(LAST.key()));
    assertEquals(List.of(rowOfOtter(moved)), rowsOf(OTTER));
    assertEquals(List.of(rowOfHeron(moved)), rowsOf(HERON));
  }

  @Test
  void aMessageWhoseTimeNothingTellsIsLeft() {
    Message misdated = message(GROUP, "yesterday", HERON);
    put(misdated);

    found(
        "malformed-timestamp  MSG#%s yesterday  it stands at no time: readers show it in no order"
            .formatted(GROUP));
    left("find out when it was written, and put it again with that time");
    assertEquals(Optional.of(misdated), rows.get(misdated.key()));
  }

  @Test
  void aGroupRowAtNoTimeIsReplaced() {
    delete(rowOfOtter(LAST).key());
    put(rowOfOtter(LAST).at(Timestamp.stored("lately")));

    found(
        "malformed-timestamp  GRP#u-otter lately  it stands at no time: readers show it in no order");
    mended("one row shows the newest message now");
    assertEquals(List.of(rowOfOtter(LAST)), rowsOf(OTTER));
  }

  @Test
  void anUnreadableMessageIsLeftAndTheRestIsChecked() {
    table.putItem(
        MessagesTable.messagesOf(GROUP),
        "2026-03-01T12:00:00.000000+00:00",
        Map.of("message_uuid", AttributeValue.fromS("m-3")));

    found(
        "unreadable-row  MSG#%s 2026-03-01T12:00:00.000000+00:00  The row pk=MSG#%s sk=2026-03-01T12:00:00.000000+00:00 has no attribute user_uuid. Add it, or delete the row."
            .formatted(GROUP, GROUP));
    left("nothing tells what it should hold");
  }

  @Test
  void anUnreadableGroupRowIsLeftAndToldOnce() {
    delete(rowOfOtter(LAST).key());
    table.putItem(
        MessagesTable.groupsOf(OTTER.uuid()),
        LAST.createdAt().text(),
        Map.of("message_group_uuid", AttributeValue.fromS(GROUP)));

    found(
        "unreadable-row  GRP#u-otter %s  The row pk=GRP#u-otter sk=%s has no attribute user_uuid. Add it, or delete the row."
            .formatted(LAST.createdAt().text(), LAST.createdAt().text()));
    left("nothing tells what it should hold");
  }

  @Test
  void aRowUnderAnothersKeyIsUnreadable() {
    table.putItem(
        "HDL#weasel",
        "PROFILE",
        Map.of(
            "user_uuid", AttributeValue.fromS(OTTER.uuid()),
            "user_handle", AttributeValue.fromS("otter"),
            "user_display_name", AttributeValue.fromS("Otter")));

    found("unreadable-row  HDL#weasel PROFILE  It holds what belongs to HDL#otter PROFILE");
    left("nothing tells what it should hold");
  }

  @Test
  void rowsOfOtherFamiliesAreNoConcernOfIt() {
    table.putItem("LIM#posts#u-otter", "LIM", Map.of("expires_at", AttributeValue.fromN("1")));

    whole();
  }

  @Test
  void findingsAreJsonObjectsWithWhatWasDone() {
    delete(BOTH);
    put(new HandleRow.Owned(NEWT));

    CommandRun run = table.run("check", "--repair", "--json");

    assertEquals(1, run.exitCode());
    assertEquals(
        List.of(
            "{\"code\":\"missing-pair\",\"key\":\"DUO#u-heron#u-otter\",\"what\":\"no row, and the two have group %s\",\"outcome\":\"mended\",\"done\":\"the pair's row is there now\"}"
                .formatted(GROUP),
            "{\"code\":\"handle-without-sign-in\",\"key\":\"HDL#newt\",\"what\":\"no sign-in has this handle and its user u-newt\",\"outcome\":\"left\",\"done\":\"update-cognito-user-ids gives the user his sign-in, or removes a handle that was his\"}"),
        run.lines());
    assertEquals(
        "10 rows: 2 findings, 1 of them mended",
        run.err().substring(0, run.err().lastIndexOf(',')));
  }

  /** The first look finds just this, and says so with exit code 1, and changes nothing. */
  private void found(String line) {
    List<Map<String, AttributeValue>> before = items();
    CommandRun run = table.run("check");

    assertEquals(List.of(line), run.lines());
    assertEquals(1, run.exitCode());
    assertEquals(before, items());
  }

  private void mended(String words) {
    CommandRun run = table.run("check", "--repair");

    assertEquals(1, run.lines().size(), run.out());
    assertEquals("mended: " + words, outcome(run));
    assertEquals(0, run.exitCode());
    whole();
  }

  private void left(String words) {
    List<Map<String, AttributeValue>> before = items();
    CommandRun run = table.run("check", "--repair");

    assertEquals(1, run.lines().size(), run.out());
    assertEquals("left: " + words, outcome(run));
    assertEquals(1, run.exitCode());
    assertEquals(before, items());
  }

  private void whole() {
    CommandRun run = table.run("check");

    assertEquals(List.of(), run.lines());
    assertEquals(0, run.exitCode());
  }

  private static String outcome(CommandRun run) {
    String line = run.lines().getFirst();
    return line.substring(Math.max(line.indexOf("; left: "), line.indexOf("; mended: ")) + 2);
  }

  private Message putOlderGroup() {
    Message older = message(OTHER_GROUP, "2026-02-01T10:00:00.000000+00:00", OTTER);
    put(older, rowOfOtter(older), rowOfHeron(older));
    return older;
  }

  private void put(Row... some) {
    List.of(some).forEach(row -> rows.put(row, new PutCondition.KeyIsFree()));
  }

  private void delete(RowKey<?> key) {
    table
        .client()
        .deleteItem(
            request -> request.tableName(TableUnderTest.NAME).key(MessagesTable.primaryKey(key)));
  }

  private List<Map<String, AttributeValue>> items() {
    return table
        .client()
        .scanPaginator(request -> request.tableName(TableUnderTest.NAME))
        .items()
        .stream()
        .toList();
  }

  private List<MessageGroup> rowsOf(UserProfile member) {
    return rows.all(MemberSearch.ofGroup(member.uuid(), GROUP));
  }

  private static MessageGroup rowOfOtter(Message shown) {
    return MessageGroup.showing(shown, OTTER.uuid(), HERON);
  }

  private static MessageGroup rowOfHeron(Message shown) {
    return MessageGroup.showing(shown, HERON.uuid(), OTTER);
  }

  private static Message message(String group, String createdAt, UserProfile sender) {
    return new Message(
        "m at " + createdAt, group, Timestamp.stored(createdAt), sender, "text at " + createdAt);
  }
}
