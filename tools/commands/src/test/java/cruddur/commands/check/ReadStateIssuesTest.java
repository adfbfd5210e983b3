package cruddur.commands.check;

import static cruddur.commands.check.CheckedTable.BOTH;
import static cruddur.commands.check.CheckedTable.FIRST;
import static cruddur.commands.check.CheckedTable.GROUP;
import static cruddur.commands.check.CheckedTable.HERON;
import static cruddur.commands.check.CheckedTable.LAST;
import static cruddur.commands.check.CheckedTable.NEWT;
import static cruddur.commands.check.CheckedTable.OTHER_GROUP;
import static cruddur.commands.check.CheckedTable.OTTER;
import static cruddur.commands.check.CheckedTable.STATE_OF_HERON;
import static cruddur.commands.check.CheckedTable.STATE_OF_OTTER;
import static cruddur.commands.check.CheckedTable.message;
import static cruddur.commands.check.CheckedTable.rowOfHeron;
import static cruddur.commands.check.CheckedTable.rowOfOtter;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.TableUnderTest;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.Timestamp;
import cruddur.store.dynamodb.item.MessagesTable;
import cruddur.store.dynamodb.item.ReadStateItems;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Issues of read states: malformed markers, markers ahead of the clock, rows of non-members. */
class ReadStateIssuesTest {

  private static final Timestamp AHEAD = Timestamp.stored("2999-03-01T10:00:00.000000+00:00");

  @AutoClose private final CheckedTable table = CheckedTable.valid();

  // ------------------------------------------------------------------------------------------------- malformed markers

  static Stream<Arguments> malformedMarkers() {
    List<AttributeValue> malformed =
        List.of(
            AttributeValue.fromS("yesterday"),
            AttributeValue.fromS(""),
            AttributeValue.fromS("+12026-03-01T10:00:00.000000+00:00"),
            AttributeValue.fromS("2999-03-01 10:00:00+0000"),
            AttributeValue.fromN("1795352860"),
            AttributeValue.fromBool(true),
            AttributeValue.fromNul(true),
            AttributeValue.fromB(SdkBytes.fromUtf8String("2026")),
            AttributeValue.fromSs(List.of("2026-03-01T10:00:00.000000+00:00")),
            AttributeValue.fromL(List.of(AttributeValue.fromN("1"))),
            AttributeValue.fromM(Map.of("at", AttributeValue.fromS("2026"))));
    return Stream.of(Marker.values())
        .flatMap(marker -> malformed.stream().map(value -> Arguments.of(marker, value)));
  }

  @ParameterizedTest
  @MethodSource("malformedMarkers")
  void aMalformedMarkerIsRemovedAndTheOthersStay(Marker marker, AttributeValue malformed) {
    putMarker(marker, malformed);

    table.assertIssue(malformedMarker(marker));
    table.assertReadStateRepaired(ReadStateItems.attribute(marker) + " was removed");
    assertStates(STATE_OF_OTTER.with(marker, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T10:30:00, 2026-03-01T10:30:00.000000+00:00",
    "2026-03-01T10:30:00.25, 2026-03-01T10:30:00.250000+00:00",
    "2026-03-01T10:30:00.123456, 2026-03-01T10:30:00.123456+00:00",
    "2026-03-01T10:30:00.123456Z, 2026-03-01T10:30:00.123456+00:00",
    "2026-03-01T12:30:00.123456+02:00, 2026-03-01T10:30:00.123456+00:00",
    "2026-03-01 12:30:00+0200, 2026-03-01T10:30:00.000000+00:00"
  })
  void aMarkerInAnotherFormIsWrittenInTheOneForm(String text, String canonical) {
    putMarker(Marker.CLEARED, AttributeValue.fromS(text));

    table.assertIssue(malformedMarker(Marker.CLEARED));
    table.assertReadStateRepaired("cleared_up_to is now " + canonical);
    assertStates(STATE_OF_OTTER.with(Marker.CLEARED, Optional.of(Timestamp.stored(canonical))));
  }

  @Test
  void everyMarkerOfARowIsRepaired() {
    putMarker(Marker.READ, AttributeValue.fromN("1"));
    putMarker(Marker.HIDDEN, AttributeValue.fromS(AHEAD.text()));
    putMarker(Marker.CLEARED, AttributeValue.fromS("never"));

    CommandRun run = table.check("--repair");

    assertEquals(
        List.of("malformed-marker", "marker-ahead-of-clock", "malformed-marker"),
        run.lines().stream().map(line -> line.substring(0, line.indexOf(' '))).toList());
    assertEquals(0, run.exitCode());
    assertStates(ReadState.none(OTTER.uuid(), GROUP));
    table.assertNoIssues();
  }

  @Test
  void otherAttributesOfARowStay() {
    putAttribute("later", AttributeValue.fromS("a marker of a later version"));
    putMarker(Marker.READ, AttributeValue.fromN("1"));

    table.assertReadStateRepaired("read_up_to was removed");
    assertEquals(
        AttributeValue.fromS("a marker of a later version"),
        table.readStates().stream()
            .filter(item -> item.get("pk").s().equals("MBR#u-otter"))
            .findFirst()
            .orElseThrow()
            .get("later"));
  }

  // ------------------------------------------------------------------------------------------------- ahead of the clock

  @Test
  void aReadMarkerAheadIsMovedToTheNewestMessage() {
    putMarker(Marker.READ, AttributeValue.fromS(AHEAD.text()));

    assertAhead("read_up_to", "new messages do not count as unread until then");
    table.assertReadStateRepaired("read_up_to is now " + LAST.createdAt().text());
    assertStates(STATE_OF_OTTER);
  }

  @ParameterizedTest
  @CsvSource({
    "HIDDEN, hidden_up_to, the conversation stays hidden until then",
    "CLEARED, cleared_up_to, messages until then are not listed"
  })
  void aMarkerAheadThatHidesMessagesIsRemoved(Marker marker, String attribute, String effect) {
    putMarker(marker, AttributeValue.fromS(AHEAD.text()));

    assertAhead(attribute, effect);
    table.assertReadStateRepaired(attribute + " was removed");
    assertStates(STATE_OF_OTTER.with(marker, Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource(Marker.class)
  void aMarkerLessThanAMinuteAheadIsNotAnIssue(Marker marker) {
    putMarker(marker, AttributeValue.fromS(Timestamp.of(Instant.now().plusSeconds(30)).text()));
    List<Map<String, AttributeValue>> before = table.items();

    assertEquals(0, table.check("--repair").exitCode());
    assertEquals(before, table.items());
  }

  /** Whose clock is wrong cannot be known. */
  @ParameterizedTest
  @EnumSource(Marker.class)
  void aMarkerOfAMessageThatIsAheadTooIsSkipped(Marker marker) {
    Message ahead = message(AHEAD.text(), HERON);
    table.delete(rowOfOtter(LAST).key(), rowOfHeron(LAST).key());
    table.put(ahead, rowOfOtter(ahead), rowOfHeron(ahead));
    putMarker(marker, AttributeValue.fromS(AHEAD.text()));
    List<Map<String, AttributeValue>> before = table.items();

    CommandRun run = table.check("--repair");

    assertEquals(
        List.of(
            "skipped: the group has a message of that time or later: correct the clock of the computer that wrote it"),
        run.lines().stream()
            .filter(line -> line.startsWith("marker-ahead-of-clock"))
            .map(line -> line.substring(line.indexOf("; ") + 2))
            .toList());
    assertEquals(before, table.items());
  }

  // --------------------------------------------------------------------------------------------------- of a non-member

  static Stream<Arguments> rowsOfNonMembers() {
    return Stream.of(
        Arguments.of("MBR#u-newt", GROUP, "the user is not a member of the group"),
        Arguments.of("MBR#u-otter", OTHER_GROUP, "the group does not exist"),
        Arguments.of("MBR#u-otter", "no uuid", "the group does not exist"),
        Arguments.of("MBR#", GROUP, "the user is not a member of the group"),
        Arguments.of("MBR#u-otter#", GROUP, "the user is not a member of the group"),
        Arguments.of("MBR#U-OTTER", GROUP, "the user is not a member of the group"),
        Arguments.of("MBR#u-otter", GROUP.toUpperCase(Locale.ROOT), "the group does not exist"),
        Arguments.of("MBR#" + "n".repeat(2044), "g".repeat(1024), "the group does not exist"));
  }

  @ParameterizedTest
  @MethodSource("rowsOfNonMembers")
  void aRowOfANonMemberIsDeleted(String pk, String sk, String description) {
    table.table().putItem(pk, sk, Map.of("read_up_to", AttributeValue.fromS(AHEAD.text())));

    table.assertIssue("read-state-of-non-member  %s %s  %s".formatted(pk, sk, description));
    table.assertReadStateRepaired("the row was deleted");
    assertStates(STATE_OF_OTTER);
  }

  @Test
  void aRowOfANonMemberIsOneIssueWhateverItContains() {
    table
        .table()
        .putItem(
            "MBR#u-newt",
            GROUP,
            Map.of(
                "read_up_to", AttributeValue.fromN("1"),
                "hidden_up_to", AttributeValue.fromL(List.of()),
                "cleared_up_to", AttributeValue.fromS(AHEAD.text())));

    table.assertReadStateRepaired("the row was deleted");
    assertStates(STATE_OF_OTTER);
  }

  @Test
  void aRowWithoutMarkersOfANonMemberIsDeleted() {
    table.table().putItem("MBR#u-newt", GROUP, Map.of());

    table.assertReadStateRepaired("the row was deleted");
  }

  @Test
  void aRowWithoutMarkersOfAMemberIsNotAnIssue() {
    table.table().putItem("MBR#u-otter", GROUP, Map.of());

    table.assertNoIssues();
  }

  /** In the legacy app anybody could post: that does not make them members. */
  @Test
  void aSenderWithoutARowIsNotAMember() {
    table.put(message("2026-03-01T10:30:00.000000+00:00", NEWT));
    table.table().putItem("MBR#u-newt", GROUP, Map.of());

    table.assertReadStateRepaired("the row was deleted");
  }

  @Test
  void aMemberWhoseRowIsLostKeepsTheReadState() {
    table.delete(rowOfOtter(LAST).key());

    table.assertIssue(
        "member-without-row  GRP#u-otter  no row of group %s, of which the user is a member"
            .formatted(GROUP));
    table.assertRepaired("one row shows the newest message");
  }

  @Test
  void readStatesOfAGroupThatHasLostAllRowsAreKept() {
    table.delete(rowOfOtter(LAST).key(), rowOfHeron(LAST).key());

    table.assertRepaired("one row shows the newest message");
  }

  /** Its members are unknown, so nobody is known not to be one. */
  @Test
  void readStatesOfAGroupThatIsOnlyMessagesAreKept() {
    table.delete(rowOfOtter(LAST).key(), rowOfHeron(LAST).key(), BOTH, FIRST.key());

    table.assertSkipped("its members are unknown; its messages are kept");
  }

  @Test
  void readStatesOfAGroupWithAMalformedRowAreKept() {
    table.delete(rowOfOtter(LAST).key());
    table
        .table()
        .putItem(
            MessagesTable.groupsOf(OTTER.uuid()),
            LAST.createdAt().text(),
            Map.of("message_group_uuid", AttributeValue.fromS(GROUP)));
    table.delete(rowOfHeron(LAST).key());

    table.assertSkipped("its correct content is unknown");
  }

  // ------------------------------------------------------------------------------------- groups
  // with an unreadable row

  /** The markers of both members are checked, whoever's row it is. */
  @ParameterizedTest
  @CsvSource({"u-otter", "u-heron"})
  void aMarkerIsAnIssueAlsoInAGroupWithAnUnreadableRow(String owner) {
    makeUnreadable(owner);
    putMarker(Marker.READ, AttributeValue.fromN("1"));

    CommandRun run = table.check("--repair");

    assertEquals(
        List.of("malformed-marker", "unreadable-row"),
        run.lines().stream().map(line -> line.substring(0, line.indexOf(' '))).sorted().toList());
    assertStates(STATE_OF_OTTER.with(Marker.READ, Optional.empty()));
  }

  @Test
  void aMarkerIsAnIssueAlsoIfNoRowOfTheGroupCanBeRead() {
    makeUnreadable("u-otter");
    makeUnreadable("u-heron");
    putMarker(Marker.READ, AttributeValue.fromS(AHEAD.text()));

    CommandRun run = table.check("--repair");

    assertEquals(
        List.of("marker-ahead-of-clock", "unreadable-row", "unreadable-row"),
        run.lines().stream().map(line -> line.substring(0, line.indexOf(' '))).sorted().toList());
    assertStates(STATE_OF_OTTER);
  }

  /** The unreadable row may be the user's, or name them. */
  @Test
  void aReadStateOfAGroupWithAnUnreadableRowIsNotDeleted() {
    makeUnreadable("u-otter");
    table.table().putItem("MBR#u-newt", GROUP, Map.of());
    List<Map<String, AttributeValue>> before = table.items();

    CommandRun run = table.check("--repair");

    assertEquals(
        List.of("unreadable-row"),
        run.lines().stream().map(line -> line.substring(0, line.indexOf(' '))).toList());
    assertEquals(before, table.items());
  }

  /** Replaces a member's row of the group by one without text and members. */
  private void makeUnreadable(String member) {
    table
        .table()
        .putItem(
            MessagesTable.groupsOf(member),
            LAST.createdAt().text(),
            Map.of("message_group_uuid", AttributeValue.fromS(GROUP)));
  }

  // ------------------------------------------------------------------------------------------------------------ helpers

  private void assertAhead(String attribute, String effect) {
    CommandRun run = table.check();

    assertEquals(1, run.exitCode());
    assertEquals(
        List.of(
            "marker-ahead-of-clock  MBR#u-otter %s  its %s is N hours ahead of this computer's clock, so %s"
                .formatted(GROUP, attribute, effect)),
        run.lines().stream()
            .map(line -> line.replaceFirst("is \\d+ hours", "is N hours"))
            .toList());
  }

  private static String malformedMarker(Marker marker) {
    return "malformed-marker  MBR#u-otter %s  its %s is not a timestamp of the form 2026-11-22T13:07:40.123456+00:00, so it has no effect"
        .formatted(GROUP, ReadStateItems.attribute(marker));
  }

  private void putMarker(Marker marker, AttributeValue value) {
    putAttribute(ReadStateItems.attribute(marker), value);
  }

  private void putAttribute(String name, AttributeValue value) {
    table
        .table()
        .client()
        .updateItem(request ->
            request
                .tableName(TableUnderTest.NAME)
                .key(MessagesTable.primaryKey(STATE_OF_OTTER.key()))
                .updateExpression("SET #name = :value")
                .expressionAttributeNames(Map.of("#name", name))
                .expressionAttributeValues(Map.of(":value", value)));
  }

  /** The table has only this read state and that of Heron, which no repair concerns. */
  private void assertStates(ReadState ofOtter) {
    assertEquals(2, table.readStates().size());
    assertEquals(Optional.of(ofOtter), table.rows().get(ofOtter.key()));
    assertEquals(Optional.of(STATE_OF_HERON), table.rows().get(STATE_OF_HERON.key()));
  }
}
