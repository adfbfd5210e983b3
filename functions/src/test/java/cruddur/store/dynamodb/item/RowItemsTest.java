package cruddur.store.dynamodb.item;

import static cruddur.messaging.port.SampleRows.ALPHA;
import static cruddur.messaging.port.SampleRows.BETA;
import static cruddur.messaging.port.SampleRows.GROUP;
import static cruddur.messaging.port.SampleRows.moment;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.messaging.port.SampleRows;
import cruddur.messaging.port.row.EmailReservation;
import cruddur.messaging.port.row.HandleRow;
import cruddur.messaging.port.row.IdempotencyRecord;
import cruddur.messaging.port.row.LastMessage;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.messaging.port.row.UserProfile;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute names are literals here, because the constants are under test. */
class RowItemsTest {

  private static final String MOMENT = "2026-11-22T13:07:40.000001+00:00";

  // ------------------------------------------------------------------------------------- legacy
  // row types

  @Test
  void aMessageHasExactlyTheLegacyAttributes() {
    Message message = new Message("uuid of message", GROUP, moment(1), ALPHA, "some text");

    assertEquals(
        strings(
            "pk", "MSG#" + GROUP,
            "sk", MOMENT,
            "message_uuid", "uuid of message",
            "message", "some text",
            "user_uuid", ALPHA.uuid(),
            "user_display_name", "Sample Alpha",
            "user_handle", "alpha"),
        RowItems.toItem(message));
  }

  @Test
  void aGroupRowHasTheLegacyAttributesAndTheSenderOfItsLastMessage() {
    MessageGroup row = rowShowing("last text", BETA);

    assertEquals(
        strings(
            "pk",
            "GRP#" + ALPHA.uuid(),
            "sk",
            MOMENT,
            "message_group_uuid",
            GROUP,
            "message",
            "last text",
            "message_user_uuid",
            ALPHA.uuid(),
            "user_uuid",
            BETA.uuid(),
            "user_display_name",
            "Sample Beta",
            "user_handle",
            "beta"),
        RowItems.toItem(row));
  }

  @Test
  void aMovedGroupRowStoresTheTimeOfItsLastMessage() {
    MessageGroup moved = rowShowing("last text", BETA).at(moment(3));

    assertEquals(
        strings(
            "pk",
            "GRP#" + ALPHA.uuid(),
            "sk",
            "2026-11-22T13:07:40.000003+00:00",
            "last_message_at",
            MOMENT,
            "message_group_uuid",
            GROUP,
            "message",
            "last text",
            "message_user_uuid",
            ALPHA.uuid(),
            "user_uuid",
            BETA.uuid(),
            "user_display_name",
            "Sample Beta",
            "user_handle",
            "beta"),
        RowItems.toItem(moved));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T13:07:40.123456+00:00",
        "2026-11-22T13:07:40.123456",
        "2026-11-22T13:07:40",
        "2026-11-22T08:07:40.123456-05:00"
      })
  void legacyRowsAreReadWithEveryFormOfTimestamp(String sk) {
    Map<String, AttributeValue> message =
        strings(
            "pk", "MSG#" + GROUP,
            "sk", sk,
            "message", "some text",
            "message_uuid", "uuid of message",
            "user_uuid", ALPHA.uuid(),
            "user_display_name", "Sample Alpha",
            "user_handle", "alpha");
    Map<String, AttributeValue> group =
        strings(
            "pk",
            "GRP#" + ALPHA.uuid(),
            "sk",
            sk,
            "message_group_uuid",
            GROUP,
            "message",
            "some text",
            "user_uuid",
            BETA.uuid(),
            "user_display_name",
            "Sample Beta",
            "user_handle",
            "beta");
    Timestamp moment = Timestamp.stored(sk);

    assertEquals(
        new Message("uuid of message", GROUP, moment, ALPHA, "some text"), RowItems.toRow(message));
    assertEquals(
        new MessageGroup(
            GROUP,
            ALPHA.uuid(),
            BETA,
            new LastMessage(moment, Optional.empty(), "some text"),
            moment),
        RowItems.toRow(group));
    assertEquals(message, RowItems.toItem(RowItems.toRow(message)));
    assertEquals(group, RowItems.toItem(RowItems.toRow(group)));
  }

  @Test
  void unknownAttributesAreIgnored() {
    Map<String, AttributeValue> item = new HashMap<>(RowItems.toItem(SampleRows.message(1)));
    item.put("color", AttributeValue.fromS("red"));
    item.put("seen", AttributeValue.fromBool(true));

    assertEquals(SampleRows.message(1), RowItems.toRow(item));
  }

  // --------------------------------------------------------------------------------------------------------- other row types

  @Test
  void aProfileHasTheSameAttributesBySignInAndByHandle() {
    UserProfile profile = new UserProfile("uuid", "MixedCase", "Sample");

    assertEquals(
        strings(
            "pk", "SUB#some-sub",
            "sk", "PROFILE",
            "user_uuid", "uuid",
            "user_handle", "MixedCase",
            "user_display_name", "Sample"),
        RowItems.toItem(new SignInProfile("some-sub", profile)));
    assertEquals(
        strings(
            "pk", "HDL#mixedcase",
            "sk", "PROFILE",
            "user_uuid", "uuid",
            "user_handle", "MixedCase",
            "user_display_name", "Sample"),
        RowItems.toItem(new HandleRow.Owned(profile)));
  }

  @Test
  void aReservationHasItsOwnerAndATimeToLive() {
    HandleRow reserved =
        new HandleRow.Reserved(
            "alpha", "some-user", Optional.empty(), Instant.ofEpochSecond(1_795_439_260));

    Map<String, AttributeValue> item =
        new HashMap<>(strings("pk", "HDL#alpha", "sk", "PROFILE", "owner", "some-user"));
    item.put("expires_at", AttributeValue.fromN("1795439260"));
    assertEquals(item, RowItems.toItem(reserved));
    assertEquals(reserved, RowItems.toRow(item));
  }

  @Test
  void aReservationHasTheDigestOfItsEmailAddress() {
    HandleRow reserved =
        new HandleRow.Reserved(
            "alpha", "some-user", Optional.of("digest"), Instant.ofEpochSecond(1_795_439_260));

    Map<String, AttributeValue> item =
        new HashMap<>(
            strings(
                "pk",
                "HDL#alpha",
                "sk",
                "PROFILE",
                "owner",
                "some-user",
                "email_digest",
                "digest"));
    item.put("expires_at", AttributeValue.fromN("1795439260"));
    assertEquals(item, RowItems.toItem(reserved));
    assertEquals(reserved, RowItems.toRow(item));
  }

  @Test
  void anEmailAddressHasTheHandleThatItReservedLast() {
    EmailReservation latest =
        new EmailReservation("digest", "alpha", Instant.ofEpochSecond(1_795_439_260));

    Map<String, AttributeValue> item =
        new HashMap<>(strings("pk", "EML#digest", "sk", "RESERVATION", "user_handle", "alpha"));
    item.put("expires_at", AttributeValue.fromN("1795439260"));
    assertEquals(item, RowItems.toItem(latest));
    assertEquals(latest, RowItems.toRow(item));
  }

  @Test
  void aPairStoresItsGroupInAnAttributeThatIsNotIndexed() {
    assertEquals(
        strings("pk", "DUO#" + ALPHA.uuid() + "#" + BETA.uuid(), "sk", "DUO", "group_uuid", GROUP),
        RowItems.toItem(SampleRows.pair(GROUP)));
  }

  @Test
  void anIdempotencyRecordHasNoTextAndIsNotIndexed() {
    Map<String, AttributeValue> item =
        new HashMap<>(
            strings(
                "pk",
                "KEY#" + ALPHA.uuid() + "#some-key",
                "sk",
                "KEY",
                "request_digest",
                "digest of the first",
                "message_uuid",
                SampleRows.message(1).uuid(),
                "group_uuid",
                GROUP,
                "created_at",
                MOMENT,
                "user_uuid",
                ALPHA.uuid(),
                "user_display_name",
                "Sample Alpha",
                "user_handle",
                "alpha"));
    item.put("expires_at", AttributeValue.fromN("1795439260"));

    IdempotencyRecord record =
        SampleRows.idempotencyRecord(1, Instant.ofEpochSecond(1_795_439_260));
    assertEquals(item, RowItems.toItem(record));
    assertEquals(record, RowItems.toRow(item));
  }

  // ------------------------------------------------------------------------------------------------ missing attributes

  static Stream<Arguments> requiredAttributes() {
    return Stream.of(
            SampleRows.message(1),
            SampleRows.rowOfAlpha(1),
            new SignInProfile("some-sub", ALPHA),
            new HandleRow.Owned(ALPHA),
            new EmailReservation("digest", "alpha", Instant.ofEpochSecond(1_795_439_260)),
            SampleRows.pair(GROUP),
            SampleRows.idempotencyRecord(1, Instant.ofEpochSecond(1_795_439_260)))
        .flatMap(row ->
            RowItems.toItem(row).keySet().stream()
                .filter(name -> !List.of("pk", "sk", "message_user_uuid").contains(name))
                .map(name -> Arguments.of(row, name)));
  }

  @ParameterizedTest
  @MethodSource("requiredAttributes")
  void aMissingAttributeIsReportedWithItsRow(Row row, String missing) {
    Map<String, AttributeValue> item = new HashMap<>(RowItems.toItem(row));
    item.remove(missing);

    assertUnreadable(
        "The row pk=%s sk=%s has no attribute %s. Add it, or delete the row."
            .formatted(MessagesTable.pk(row.key()), MessagesTable.sk(row.key()), missing),
        item);
  }

  @Test
  void aReservationWithoutExpiryIsReported() {
    assertUnreadable(
        "The row pk=HDL#alpha sk=PROFILE has no attribute expires_at. Add it, or delete the row.",
        strings("pk", "HDL#alpha", "sk", "PROFILE", "owner", "some-user"));
  }

  @Test
  void anAttributeThatIsNullIsMissing() {
    Map<String, AttributeValue> item = new HashMap<>(RowItems.toItem(SampleRows.message(1)));
    item.put("message", AttributeValue.fromNul(true));

    assertUnreadable(
        "The row pk=MSG#%s sk=%s has no attribute message. Add it, or delete the row."
            .formatted(GROUP, MOMENT),
        item);
  }

  static Stream<Arguments> otherTypes() {
    return requiredAttributes()
        .flatMap(arguments ->
            Stream.of(
                    AttributeValue.fromN("5"),
                    AttributeValue.fromBool(true),
                    AttributeValue.fromB(SdkBytes.fromUtf8String("text")),
                    AttributeValue.fromSs(List.of("text")),
                    AttributeValue.fromL(List.of(AttributeValue.fromS("text"))),
                    AttributeValue.fromM(Map.of("text", AttributeValue.fromS("text"))))
                .filter(value -> !arguments.get()[1].equals("expires_at") || value.n() == null)
                .map(value -> Arguments.of(arguments.get()[0], arguments.get()[1], value)));
  }

  @ParameterizedTest
  @MethodSource("otherTypes")
  void anAttributeOfAnotherTypeIsReportedWithItsRow(Row row, String name, AttributeValue value) {
    Map<String, AttributeValue> item = new HashMap<>(RowItems.toItem(row));
    item.put(name, value);

    assertUnreadable(
        "The row pk=%s sk=%s has an attribute %s that is not a %s. Correct it, or delete the row."
            .formatted(
                MessagesTable.pk(row.key()),
                MessagesTable.sk(row.key()),
                name,
                name.equals("expires_at") ? "number" : "string"),
        item);
  }

  @ParameterizedTest
  @CsvSource({"user_uuid", "message_uuid"})
  void anEmptyIdentifierIsReported(String name) {
    Map<String, AttributeValue> item = new HashMap<>(RowItems.toItem(SampleRows.message(1)));
    item.put(name, AttributeValue.fromS(""));

    assertUnreadable(
        "The row pk=MSG#%s sk=%s has an attribute %s that is empty. Correct it, or delete the row."
            .formatted(GROUP, MOMENT, name),
        item);
  }

  @Test
  void aPairWithoutAGroupIsReported() {
    String pk = MessagesTable.pk(SampleRows.pair(GROUP).key());

    assertUnreadable(
        "The row pk=%s sk=DUO has an attribute group_uuid that is empty. Correct it, or delete the row."
            .formatted(pk),
        strings("pk", pk, "sk", "DUO", "group_uuid", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "1795439260.5, 2026-11-23T13:07:40.500Z",
    "-1.25, 1969-12-31T23:59:58.750Z",
    "0, 1970-01-01T00:00:00Z",
    "1E30, +1000000000-12-31T23:59:59Z",
    "-1E30, -1000000000-01-01T00:00:00Z",
  })
  void aTimeToLiveMayBeAnyNumber(String number, Instant expiresAt) {
    Map<String, AttributeValue> item =
        new HashMap<>(strings("pk", "HDL#alpha", "sk", "PROFILE", "owner", "some-user"));
    item.put("expires_at", AttributeValue.fromN(number));

    assertEquals(
        new HandleRow.Reserved("alpha", "some-user", Optional.empty(), expiresAt),
        RowItems.toRow(item));
  }

  @ParameterizedTest
  @CsvSource({
    "SUB#sub, DUO",
    "HDL#alpha, profile",
    "EML#digest, PROFILE",
    "DUO#a#b, PROFILE",
    "KEY#a#b, x",
    "LIM#a#b, x"
  })
  void aRowWithTheSortKeyOfAnotherTypeIsReported(String pk, String sk) {
    assertUnreadable(
        "No type of row has the key pk=%s sk=%s. See the table in template.yaml.".formatted(pk, sk),
        strings("pk", pk, "sk", sk));
  }

  @Test
  void aRowOfAnUnknownTypeIsReported() {
    assertUnreadable(
        "No type of row has the key pk=XYZ#some sk=DUO. See the table in template.yaml.",
        strings("pk", "XYZ#some", "sk", "DUO"));
  }

  // ------------------------------------------------------------------------------------------------------ truncation

  @ParameterizedTest
  @CsvSource({"a, 1", "é, 2", "€, 3", "😀, 4"})
  void aGroupRowNeverTakesMoreThanOneWriteUnit(String character, int bytes) {
    int itemWithoutText = sizeOf(RowItems.toItem(withText("")));
    int available = 1024 - itemWithoutText;

    for (int length = available / bytes - 3; length <= available / bytes + 3; length++) {
      String text = character.repeat(length);
      Map<String, AttributeValue> item = RowItems.toItem(withText(text));
      String kept =
          length * bytes <= available
              ? text
              : character.repeat((available - "…".getBytes(UTF_8).length) / bytes) + "…";

      assertEquals(kept, item.get("message").s());
      assertEquals(itemWithoutText + kept.getBytes(UTF_8).length, sizeOf(item));
    }
  }

  @Test
  void theExtraAttributeOfAMovedRowShortensTheText() {
    MessageGroup moved = withText("a".repeat(1024)).at(moment(2));

    assertEquals(1024, sizeOf(RowItems.toItem(withText("a".repeat(1024)))));
    assertEquals(1024, sizeOf(RowItems.toItem(moved)));
  }

  @Test
  void theLongestNamesLeaveARowOfOneWriteUnitWithAReadableText() {
    UserProfile longest = new UserProfile(BETA.uuid(), "b".repeat(30), "😀".repeat(51));
    MessageGroup row = rowShowing("😀".repeat(1024), longest).at(moment(2));

    Map<String, AttributeValue> item = RowItems.toItem(row);

    assertEquals("😀".repeat(50), item.get("user_display_name").s());
    assertEquals("😀".repeat(120) + "…", item.get("message").s());
    assertTrue(sizeOf(item) <= 1024);
  }

  @Test
  void aHandleTooLongForOneWriteUnitLeavesTheBeginningOfTheText() {
    UserProfile legacy = new UserProfile(BETA.uuid(), "€".repeat(256), "€".repeat(50));
    MessageGroup row = rowShowing("a".repeat(1024), legacy);

    assertEquals("a".repeat(77) + "…", RowItems.toItem(row).get("message").s());
  }

  @Test
  void aMessageIsNeverTruncated() {
    String text = "😀".repeat(1024);
    Message message = new Message("uuid of message", GROUP, moment(1), ALPHA, text);

    assertEquals(text, RowItems.toItem(message).get("message").s());
  }

  // --------------------------------------------------------------------------------------------------------- helpers

  private static MessageGroup withText(String text) {
    return rowShowing(text, BETA);
  }

  /** Alpha's row after alpha's message. */
  private static MessageGroup rowShowing(String text, UserProfile other) {
    return new MessageGroup(
        GROUP,
        ALPHA.uuid(),
        other,
        new LastMessage(moment(1), Optional.of(ALPHA.uuid()), text),
        moment(1));
  }

  private static int sizeOf(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(attribute ->
            attribute.getKey().getBytes(UTF_8).length
                + attribute.getValue().s().getBytes(UTF_8).length)
        .sum();
  }

  private static void assertUnreadable(String message, Map<String, AttributeValue> item) {
    assertEquals(
        message,
        assertThrows(UnreadableRowException.class, () -> RowItems.toRow(item)).getMessage());
  }

  private static Map<String, AttributeValue> strings(String... namesAndValues) {
    return Stream.iterate(0, i -> i < namesAndValues.length, i -> i + 2)
        .collect(
            Collectors.toMap(
                i -> namesAndValues[i], i -> AttributeValue.fromS(namesAndValues[i + 1])));
  }
}
