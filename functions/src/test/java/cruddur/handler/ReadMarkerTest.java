package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.SampleUser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@code PUT /api/message_groups/{message_group_uuid}/read_marker}, and what lists count. */
class ReadMarkerTest extends ReadStateFixture {

  @Test
  void aNewGroupIsUnreadForTheReceiverAlone() {
    assertEquals(List.of("1"), unread(beta));
    assertEquals(List.of("0"), unread(alpha));
  }

  @Test
  void aListHasCountMarkerAndWhoWroteLast() {
    assertEquals(
        fieldsOfRow("\"unread_count\":1,\"read_up_to\":null,\"last_message_from_me\":false"),
        system.listMessageGroups(beta).send().body());
    markRead(beta, FIRST).send();
    assertEquals(
        fieldsOfRow(
            "\"unread_count\":0,\"read_up_to\":\"" + FIRST + "\",\"last_message_from_me\":false"),
        system.listMessageGroups(beta).send().body());
    assertTrue(
        system
            .listMessageGroups(alpha)
            .send()
            .body()
            .endsWith("\"unread_count\":0,\"read_up_to\":null,\"last_message_from_me\":true}]"));
  }

  private String fieldsOfRow(String readState) {
    String row =
        JsonText.object(
            "uuid", group,
            "display_name", "Sample alpha",
            "handle", "alpha",
            "message", "first",
            "created_at", FIRST);
    return "[" + row.substring(0, row.length() - 1) + "," + readState + "}]";
  }

  @Test
  void aMarkIsStoredInARowOfItsOwn() {
    assertMarker(FIRST, markRead(beta, FIRST));

    assertEquals(
        List.of(Map.of("pk", "MBR#" + beta.uuid(), "sk", group, "read_up_to", FIRST)),
        system.table().partition("MBR#" + beta.uuid()));
  }

  @Test
  void messagesAboveTheMarkerOfTheOthersCount() {
    post(alpha, "second");
    String third = post(alpha, "third");
    assertEquals(List.of("3"), unread(beta));

    markRead(beta, FIRST).send();
    assertEquals(List.of("2"), unread(beta));
    markRead(beta, third).send();
    assertEquals(List.of("0"), unread(beta));
    post(alpha, "fourth");
    assertEquals(List.of("1"), unread(beta));
  }

  @Test
  void onesOwnMessagesNeverCount() {
    post(beta, "answer");
    assertEquals(List.of("0"), unread(beta));
    assertEquals(List.of("1"), unread(alpha));
    post(alpha, "one");
    post(alpha, "two");
    assertEquals(List.of("2"), unread(beta));
    post(beta, "again");
    post(alpha, "three");
    assertEquals(List.of("1"), unread(beta));
    assertEquals(List.of("0"), unread(alpha));
  }

  /** The count is of the element's time, so that clients can add what arrives later. */
  @Test
  void aMessageThatTheRowDoesNotShowYetDoesNotCount() {
    post(alpha, "second");
    system.clock().advance(java.time.Duration.ofSeconds(1));
    system.post(alpha, group, "not delivered yet");
    assertEquals(List.of("2"), unread(beta));

    system.deliver();
    assertEquals(List.of("3"), unread(beta));
  }

  @Test
  void aReadGroupCountsNoMessageThatItsRowDoesNotShowYet() {
    markRead(beta, FIRST).send();
    system.post(alpha, group, "not delivered yet");

    assertEquals(List.of("0"), unread(beta));
  }

  @Test
  void moreMessagesThanAreCountedCanBeMissingInTheRow() {
    post(alpha, "second");
    Map<String, String> message = system.table().partition("MSG#" + group).getLast();
    system
        .table()
        .putItems(
            IntStream.range(0, 120)
                .mapToObj(number -> {
                  Map<String, String> copy = new HashMap<>(message);
                  copy.put("sk", "2026-11-22T13:09:00.%06d+00:00".formatted(number));
                  return copy;
                })
                .toList());

    assertEquals(List.of("2"), unread(beta));
  }

  @Test
  void onesOwnMessageEndsTheCountBeforeTheRowShowsIt() {
    post(alpha, "second");
    system.clock().advance(java.time.Duration.ofSeconds(1));
    system.post(beta, group, "not delivered yet");

    assertEquals(List.of("0"), unread(beta));
    assertEquals(
        List.of("false"), system.listMessageGroups(beta).send().each("last_message_from_me"));
  }

  @Test
  void countsEndAtAHundred() {
    for (int i = 0; i < 98; i++) {
      system.clock().advance(java.time.Duration.ofSeconds(2));
      system.post(alpha, group, "number " + i);
    }
    system.deliver();
    assertEquals(List.of("99"), unread(beta));
    post(alpha, "one hundred");
    assertEquals(List.of("100"), unread(beta));
    post(alpha, "one hundred and one");
    assertEquals(List.of("100"), unread(beta));
  }

  @Test
  void theEtagCoversTheCount() {
    String etag = system.listMessageGroups(beta).send().header("etag");
    assertEquals(304, system.listMessageGroups(beta).header("if-none-match", etag).send().status());

    markRead(beta, FIRST).send();

    assertEquals(200, system.listMessageGroups(beta).header("if-none-match", etag).send().status());
  }

  @Test
  void anOlderMarkReturnsWhatIsStored() {
    String second = post(alpha, "second");
    assertMarker(second, markRead(beta, second));

    assertMarker(second, markRead(beta, FIRST));
    assertMarker(second, markRead(beta, second));

    assertEquals(List.of("0"), unread(beta));
  }

  @Test
  void aMarkWithoutAMessageAtItsTimeIsAccepted() {
    assertMarker(LATER, markRead(beta, LATER));

    assertEquals(List.of("0"), unread(beta));
  }

  /** Whoever wrote it: the next mark is not held up. */
  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "zzz", "2026-11-22T13:07:40", ""})
  void aMarkerThatIsNotATimestampIsReplaced(String malformed) {
    system.table().updateString("MBR#" + beta.uuid(), group, "read_up_to", malformed);
    assertEquals(List.of("1"), unread(beta));

    assertMarker(FIRST, markRead(beta, FIRST));

    assertEquals(List.of("0"), unread(beta));
  }

  @Test
  void aMarkerOfAnotherTypeIsReplaced() {
    system.table().update("MBR#" + beta.uuid(), group, "read_up_to", AttributeValue.fromN("5"));
    assertEquals(List.of("1"), unread(beta));

    assertMarker(FIRST, markRead(beta, FIRST));

    assertEquals(List.of("0"), unread(beta));
  }

  @Test
  void theMarkerOfOneMemberIsNotTheOthers() {
    post(beta, "answer");
    markRead(beta, LATER).send();

    assertEquals(List.of("1"), unread(alpha));
  }

  @Test
  void allGroupsOfAPageAreCounted() {
    for (int i = 0; i < 25; i++) {
      SampleUser other = system.signUp("other_" + i);
      system.clock().advance(java.time.Duration.ofSeconds(10));
      String started = system.start(other, beta, "hello");
      if (i % 2 == 0) {
        system.clock().advance(java.time.Duration.ofSeconds(1));
        system.post(other, started, "again");
      }
    }
    system.deliver();

    FunctionResponse response = system.listMessageGroups(beta).query("limit", "30").send();

    assertEquals(26, response.objects().size());
    for (int i = 0; i < 25; i++) {
      String handle = "other_" + i;
      assertEquals(
          i % 2 == 0 ? "2" : "1",
          response.objects().stream()
              .filter(row -> row.get("handle").equals(handle))
              .findFirst()
              .orElseThrow()
              .get("unread_count"));
    }
  }
}
