package cruddur.commands.check;

import static cruddur.commands.check.CheckedTable.BOTH;
import static cruddur.commands.check.CheckedTable.FIRST;
import static cruddur.commands.check.CheckedTable.GROUP;
import static cruddur.commands.check.CheckedTable.HERON;
import static cruddur.commands.check.CheckedTable.LAST;
import static cruddur.commands.check.CheckedTable.OTHER_GROUP;
import static cruddur.commands.check.CheckedTable.OTTER;
import static cruddur.commands.check.CheckedTable.message;
import static cruddur.commands.check.CheckedTable.rowOfHeron;
import static cruddur.commands.check.CheckedTable.rowOfOtter;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.TableUnderTest;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Pair;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import cruddur.store.dynamodb.item.MessagesTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Issues of malformed timestamps and unreadable rows. */
class RowIssuesTest {

  @AutoClose private final CheckedTable table = CheckedTable.valid();

  @Test
  void aMessageWithAnUnambiguousTimestampIsMoved() {
    Message malformed = message("2026-03-01 10:30:00+0000", HERON);
    table.put(malformed);

    table.assertIssue(
        "malformed-timestamp  MSG#%s 2026-03-01 10:30:00+0000  its sort key is not a timestamp, so it cannot be ordered"
            .formatted(GROUP));
    table.assertRepaired("moved to 2026-03-01T10:30:00.000000+00:00");
    Message moved = malformed.at(Timestamp.stored("2026-03-01T10:30:00.000000+00:00"));
    assertEquals(Optional.of(moved), table.rows().get(moved.key()));
    assertEquals(Optional.empty(), table.rows().get(malformed.key()));
  }

  @Test
  void aMessageMovedToAUsedTimestampGetsTheNextOneAndIsTheNewest() {
    Message malformed = message("2026-03-01 13:00:00+0200", HERON);
    table.put(malformed);

    table.assertIssue(
        "malformed-timestamp  MSG#%s 2026-03-01 13:00:00+0200  its sort key is not a timestamp, so it cannot be ordered"
            .formatted(GROUP));
    table.assertRepaired("moved to 2026-03-01T11:00:00.000001+00:00");
    Message moved = malformed.at(Timestamp.stored("2026-03-01T11:00:00.000001+00:00"));
    assertEquals(Optional.of(LAST), table.rows().get(LAST.key()));
    assertEquals(List.of(rowOfOtter(moved)), table.rowsOf(OTTER));
    assertEquals(List.of(rowOfHeron(moved)), table.rowsOf(HERON));
  }

  @Test
  void aMessageWithAnAmbiguousTimestampIsSkipped() {
    Message malformed = message("yesterday", HERON);
    table.put(malformed);

    table.assertIssue(
        "malformed-timestamp  MSG#%s yesterday  its sort key is not a timestamp, so it cannot be ordered"
            .formatted(GROUP));
    table.assertSkipped("find out when it was written, and put it again with that time");
    assertEquals(Optional.of(malformed), table.rows().get(malformed.key()));
  }

  @Test
  void anUnreadableMessageIsSkippedAndTheOtherRowsAreChecked() {
    table
        .table()
        .putItem(
            MessagesTable.messagesOf(GROUP),
            "2026-03-01T12:00:00.000000+00:00",
            Map.of("message_uuid", AttributeValue.fromS("m-3")));

    table.assertIssue(
        "unreadable-row  MSG#%s 2026-03-01T12:00:00.000000+00:00  The row pk=MSG#%s sk=2026-03-01T12:00:00.000000+00:00 has no attribute user_uuid. Add it, or delete the row."
            .formatted(GROUP, GROUP));
    table.assertSkipped("its correct content is unknown");
  }

  @Test
  void anUnreadableGroupRowIsSkippedAndReportedOnce() {
    table.delete(rowOfOtter(LAST).key());
    table
        .table()
        .putItem(
            MessagesTable.groupsOf(OTTER.uuid()),
            LAST.createdAt().text(),
            Map.of("message_group_uuid", AttributeValue.fromS(GROUP)));

    table.assertIssue(
        "unreadable-row  GRP#u-otter %s  The row pk=GRP#u-otter sk=%s has no attribute user_uuid. Add it, or delete the row."
            .formatted(LAST.createdAt().text(), LAST.createdAt().text()));
    table.assertSkipped("its correct content is unknown");
  }

  @Test
  void theOtherMembersRowIsCheckedAndRepaired() {
    makeUnreadable(rowOfOtter(LAST));
    table.delete(rowOfHeron(LAST).key());
    table.put(rowOfHeron(FIRST));

    assertEquals(List.of("stale-row: repaired", "unreadable-row: skipped"), repairs());
    assertEquals(List.of(rowOfHeron(LAST)), table.rowsOf(HERON));
  }

  @Test
  void aGroupWithoutMessagesIsReportedByTheRowThatCanBeRead() {
    makeUnreadable(rowOfHeron(LAST));
    table.delete(FIRST.key(), LAST.key());

    assertEquals(List.of("group-without-messages: skipped", "unreadable-row: skipped"), repairs());
  }

  @Test
  void aGroupThatOnlyAnUnreadableRowListsIsNotAnOrphanAndItsPairNotDangling() {
    makeUnreadable(rowOfHeron(LAST));
    table.delete(rowOfOtter(LAST).key());

    assertEquals(List.of("unreadable-row: skipped"), repairs());
    assertEquals(Optional.of(new Pair(BOTH, GROUP)), table.rows().get(BOTH));
  }

  @Test
  void theRowsOfAPairThatCannotBeReadAreChecked() {
    table.table().putItem("DUO#u-heron#u-otter", "DUO", Map.of());
    table.delete(rowOfHeron(LAST).key());
    table.put(rowOfHeron(FIRST));

    assertEquals(List.of("stale-row: repaired", "unreadable-row: skipped"), repairs());
  }

  @Test
  void aGroupWithoutRowsIsReportedAlsoIfThePairCannotBeRead() {
    table.table().putItem("DUO#u-heron#u-otter", "DUO", Map.of());
    table.delete(rowOfOtter(LAST).key(), rowOfHeron(LAST).key());

    assertEquals(List.of("group-without-rows: skipped", "unreadable-row: skipped"), repairs());
  }

  private void makeUnreadable(MessageGroup row) {
    table
        .table()
        .putItem(
            MessagesTable.groupsOf(row.memberUuid()),
            row.sortKey().text(),
            Map.of("message_group_uuid", AttributeValue.fromS(GROUP)));
  }

  /** The issues that a repair finds, and whether each is repaired. */
  private List<String> repairs() {
    return table.check("--repair").lines().stream()
        .map(line ->
            line.substring(0, line.indexOf(' '))
                + (line.contains("; repaired: ") ? ": repaired" : ": skipped"))
        .sorted()
        .toList();
  }

  @Test
  void aRowThatBelongsToAnotherKeyIsUnreadable() {
    table
        .table()
        .putItem(
            "HDL#weasel",
            "PROFILE",
            Map.of(
                "user_uuid", AttributeValue.fromS(OTTER.uuid()),
                "user_handle", AttributeValue.fromS("otter"),
                "user_display_name", AttributeValue.fromS("Otter")));

    table.assertIssue("unreadable-row  HDL#weasel PROFILE  It holds the row of HDL#otter PROFILE");
    table.assertSkipped("its correct content is unknown");
  }

  // ------------------------------------------------------------------------------------------------- rows of any content

  /** No reader may trust the type of a row by where it was found. */
  @ParameterizedTest
  @ValueSource(strings = {"HDL#otter PROFILE", "SUB#s-otter PROFILE", "XYZ#some thing", "none 0"})
  void aRowThatIsInTheIndexByMistakeIsNamed(String key) {
    String pk = key.substring(0, key.indexOf(' '));
    String sk = key.substring(key.indexOf(' ') + 1);
    table
        .table()
        .client()
        .updateItem(request ->
            request
                .tableName(TableUnderTest.NAME)
                .key(MessagesTable.primaryKey(pk, sk))
                .updateExpression("SET message_group_uuid = :group")
                .expressionAttributeValues(Map.of(":group", AttributeValue.fromS(GROUP))));

    table.assertIssue(
        "row-in-index  %s  it has the attribute message_group_uuid, so it is in the index of group rows"
            .formatted(key));
    table.assertSkipped("remove the attribute, or delete the row");
  }

  static Stream<Arguments> malformedRows() {
    return Stream.of(
        Arguments.of(
            "DUO#u-newt#u-otter DUO",
            Map.of("group_uuid", AttributeValue.fromS("")),
            "has an attribute group_uuid that is empty. Correct it, or delete the row."),
        Arguments.of(
            "LIM#messages#u-otter LIM",
            Map.of(
                "uses_1795352860", AttributeValue.fromS("many"),
                "expires_at", AttributeValue.fromN("1795352860")),
            "has an attribute uses_1795352860 that is not a number. Correct it, or delete the row."),
        Arguments.of(
            "LIM#messages#u-otter LIM",
            Map.of("uses_abc", AttributeValue.fromN("5")),
            "has no attribute expires_at. Add it, or delete the row."),
        Arguments.of(
            "HDL#newt PROFILE",
            Map.of(
                "user_uuid", AttributeValue.fromS("u-newt"),
                "user_handle", AttributeValue.fromS("newt"),
                "user_display_name", AttributeValue.fromL(List.of(AttributeValue.fromN("1")))),
            "has an attribute user_display_name that is not a string. Correct it, or delete the row."),
        Arguments.of(
            "GRP#u-newt 2026-03-01T10:00:00.000000+00:00",
            Map.of(
                "user_uuid", AttributeValue.fromM(Map.of()),
                "message_group_uuid", AttributeValue.fromS(OTHER_GROUP)),
            "has an attribute user_uuid that is not a string. Correct it, or delete the row."));
  }

  @ParameterizedTest
  @MethodSource("malformedRows")
  void aMalformedRowIsNamedWithItsKey(
      String key, Map<String, AttributeValue> attributes, String problem) {
    String pk = key.substring(0, key.indexOf(' '));
    String sk = key.substring(key.indexOf(' ') + 1);
    table.table().putItem(pk, sk, attributes);

    table.assertIssue("unreadable-row  %s  The row pk=%s sk=%s %s".formatted(key, pk, sk, problem));
    table.assertSkipped("its correct content is unknown");
  }

  @Test
  void aRowWithTheSortKeyOfAnotherTypeIsNamed() {
    table.table().putItem("SUB#s-newt", "DUO", Map.of("user_uuid", AttributeValue.fromS("u-newt")));

    table.assertIssue(
        "unreadable-row  SUB#s-newt DUO  No type of row has the key pk=SUB#s-newt sk=DUO. See the table in template.yaml.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E30", "1795352860.5", "-1"})
  void aTimeToLiveMayBeAnyNumber(String expiresAt) {
    table
        .table()
        .putItem(
            "HDL#newt",
            "PROFILE",
            Map.of(
                "owner", AttributeValue.fromS("someone"),
                "expires_at", AttributeValue.fromN(expiresAt)));

    table.assertNoIssues();
  }

  /** DynamoDB rejects a request for the row of the handle: a key has at most 2,048 bytes. */
  @Test
  void aRowThatLeadsToAnImpossibleRequestIsNamedAndTheOthersAreChecked() {
    table.put(new SignInProfile("s-newt", new UserProfile("u-newt", "n".repeat(2046), "Newt")));
    table.delete(rowOfOtter(LAST).key());

    CommandRun run = table.check();

    assertEquals(1, run.exitCode());
    assertEquals(
        Set.of(
            "row-not-checked  SUB#s-newt PROFILE  DynamoDB rejects a request that its content leads to",
            "member-without-row  GRP#u-otter  no row of group %s, of which the user is a member"
                .formatted(GROUP)),
        Set.copyOf(run.lines()));
  }

  // ------------------------------------------------------------------------------------------------------ ahead of clock

  @Test
  void rowsMoreThanAMinuteAheadAreNamed() {
    Message ahead = message("2999-03-01T10:00:00.000000+00:00", HERON);
    table.put(ahead);
    table.delete(rowOfOtter(LAST).key(), rowOfHeron(LAST).key());
    table.put(rowOfOtter(ahead), rowOfHeron(ahead));

    CommandRun run = table.check();

    assertEquals(1, run.exitCode());
    assertEquals(
        Set.of(
            "MSG#%s 2999-03-01T10:00:00.000000+00:00".formatted(GROUP),
            "GRP#u-otter 2999-03-01T10:00:00.000000+00:00",
            "GRP#u-heron 2999-03-01T10:00:00.000000+00:00"),
        run.lines().stream()
            .map(line -> line.split("  "))
            .filter(parts ->
                parts[0].equals("ahead-of-clock")
                    && parts[2].matches(
                        "it is \\d+ hours ahead of this computer's clock, and stays above newer messages until then"))
            .map(parts -> parts[1])
            .collect(Collectors.toSet()));
    assertEquals(3, run.lines().size());
  }

  @Test
  void aRowLessThanAMinuteAheadIsNot() {
    Message soon = message(Timestamp.of(Instant.now().plusSeconds(30)).text(), HERON);
    table.put(soon);
    table.delete(rowOfOtter(LAST).key(), rowOfHeron(LAST).key());
    table.put(rowOfOtter(soon), rowOfHeron(soon));

    table.assertNoIssues();
  }

  // ---------------------------------------------------------------------------------------------------------- long names

  @Test
  void aRowWhoseNamesLeftNoRoomForTheTextIsNamedAndRepaired() {
    table
        .table()
        .putItem(
            "GRP#u-otter",
            LAST.createdAt().text(),
            Map.of(
                "message_group_uuid", AttributeValue.fromS(GROUP),
                "message", AttributeValue.fromS(""),
                "user_uuid", AttributeValue.fromS(HERON.uuid()),
                "user_handle", AttributeValue.fromS(HERON.handle()),
                "user_display_name", AttributeValue.fromS("H".repeat(2048))));

    table.assertIssue(
        "stale-row  GRP#u-otter %s  its names left no room to show the newest of group %s, from %s"
            .formatted(LAST.createdAt().text(), GROUP, LAST.createdAt().text()));
    table.assertRepaired("one row shows the newest message");
    assertEquals(LAST.text(), table.rowsOf(OTTER).getFirst().lastText());
  }
}
