package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.SampleUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A malformed row is left out, counted and logged without its content. Nothing else changes. */
class UnreadableRowsTest extends ConversationFixture {

  private static final List<AttributeValue> OTHER_TYPES =
      List.of(
          AttributeValue.fromNul(true),
          AttributeValue.fromN("5"),
          AttributeValue.fromBool(false),
          AttributeValue.fromB(SdkBytes.fromUtf8String("secret")),
          AttributeValue.fromL(List.of(AttributeValue.fromS("secret"))),
          AttributeValue.fromM(Map.of("secret", AttributeValue.fromS("secret"))));

  private SampleUser gamma;
  private String newest;

  @BeforeEach
  void startAnotherConversation() {
    gamma = system.signUp("gamma");
    newest = system.start(alpha, gamma, "hello gamma");
    system.post(beta, group, "second");
    system.clock().advance(Duration.ofSeconds(1));
    system.post(alpha, group, "third");
  }

  static Stream<Arguments> malformed() {
    return Stream.of("message", "user_uuid", "user_handle", "user_display_name")
        .flatMap(name -> OTHER_TYPES.stream().map(value -> Arguments.of(name, value)));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void aMalformedMessageIsLeftOut(String attribute, AttributeValue value) {
    Map<String, String> second = messages().get(1);

    system.table().update(second.get("pk"), second.get("sk"), attribute, value);

    assertLists(system.listMessages(alpha, group), attribute, "first", "third");
    assertLists(system.listMessages(beta, group), attribute, "first", "third");
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void aMalformedGroupRowIsLeftOut(String attribute, AttributeValue value) {
    Map<String, String> row = rowOf(alpha, group);

    system.table().update(row.get("pk"), row.get("sk"), attribute, value);

    assertLists(system.listMessageGroups(alpha), attribute, "hello gamma");
    assertEquals(List.of("first"), system.listMessageGroups(beta).send().each("message"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"message_uuid", "message", "user_uuid", "user_handle", "user_display_name"})
  void aMessageWithoutAnAttributeIsLeftOut(String attribute) {
    Map<String, String> second = messages().get(1);

    system.table().removeAttribute(second.get("pk"), second.get("sk"), attribute);

    assertLists(system.listMessages(alpha, group), attribute, "first", "third");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "message_group_uuid",
        "message",
        "user_uuid",
        "user_handle",
        "user_display_name",
      })
  void aGroupRowWithoutAnAttributeIsLeftOut(String attribute) {
    Map<String, String> row = rowOf(alpha, group);

    system.table().removeAttribute(row.get("pk"), row.get("sk"), attribute);

    assertLists(system.listMessageGroups(alpha), attribute, "hello gamma");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "2026-11-22", "1795439260", "+12026-11-22T13:07:40Z", "9999-99-99"})
  void aMessageWhoseTimeIsNoTimestampIsLeftOut(String time) {
    system.table().putItem(messages().get(1), "sk", time);

    assertLists(system.listMessages(alpha, group), "sk", "first", "second", "third");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk", "last_message_at"})
  void aGroupRowWhoseTimeIsNoTimestampIsLeftOut(String attribute) {
    Map<String, String> row = rowOf(alpha, group);
    system.table().deleteItem(row.get("pk"), row.get("sk"));

    system.table().putItem(row, attribute, "yesterday");

    assertLists(system.listMessageGroups(alpha), attribute, "hello gamma");
  }

  @Test
  void everyTimeInAResponseHasOneForm() {
    Map<String, String> second = messages().get(1);
    system.table().putItem(second, "sk", "2026-11-22T13:07:42");
    system.table().putItem(second, "sk", "2026-11-22T15:07:43.5+02:00");

    List<String> times = system.listMessages(alpha, group).send().each("created_at");

    assertEquals(5, times.size());
    for (String time : times) {
      assertTrue(time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00"), time);
    }
  }

  @Test
  void pagesAndTagsGoOnOverMalformedRows() {
    for (int i = 0; i < 30; i++) {
      system.clock().advance(Duration.ofSeconds(1));
      system.post(alpha, group, "number " + i);
      if (i % 2 == 0) {
        Map<String, String> last = messages().getLast();
        system
            .table()
            .update(
                last.get("pk"), last.get("sk"), "user_display_name", AttributeValue.fromNul(true));
      }
    }

    List<String> texts = new ArrayList<>();
    ApiCall call = system.listMessages(alpha, group).query("limit", "4");
    FunctionResponse page = call.send();
    while (true) {
      assertEquals(304, call.header("if-none-match", page.header("etag")).send().status());
      List<String> onPage = new ArrayList<>(page.each("message"));
      onPage.addAll(texts);
      texts = onPage;
      String link = page.header("link");
      if (link == null) {
        break;
      }
      assertEquals(4, page.each("message").size());
      String cursor = link.replaceAll(".*cursor=([^>]*)>.*", "$1");
      call = system.listMessages(alpha, group).query(Map.of("limit", "4", "cursor", cursor));
      page = call.send();
    }

    List<String> expected = new ArrayList<>(List.of("first", "second", "third"));
    for (int i = 1; i < 30; i += 2) {
      expected.add("number " + i);
    }
    assertEquals(expected, texts);
  }

  @Test
  void aRowOfAnotherTypeInTheIndexChangesNothing() {
    for (String pk :
        List.of("SUB#someone", "MSG#" + group, "XYZ#unknown", "no prefix", "DUO#a#b")) {
      system
          .table()
          .putItem(
              Map.of("pk", pk, "sk", "0000", "message_group_uuid", group, "user_uuid", "someone"));
    }
    system.restart();

    assertEquals(
        List.of("first", "second", "third"),
        system.listMessages(beta, group).send().each("message"));
    system.post(beta, group, "fourth");
    system.refuses(system.listMessages(gamma, group), 404, "message_group_not_found");
  }

  @Test
  void aMemberWhoseRowsCannotBeReadIsStillAMember() {
    for (SampleUser member : List.of(alpha, beta)) {
      Map<String, String> row = rowOf(member, group);
      system.table().removeAttribute(row.get("pk"), row.get("sk"), "user_uuid");
    }
    system.restart();

    assertEquals(
        List.of("first", "second", "third"),
        system.listMessages(alpha, group).send().each("message"));
    assertEquals(
        200, system.createMessage(beta, body("message_group_uuid", group)).send().status());
    system.refuses(system.listMessages(gamma, group), 404, "message_group_not_found");
  }

  @Test
  void aProfileThatCannotBeReadIsNone() {
    system.table().removeAttribute("HDL#gamma", "PROFILE", "user_uuid");
    system.table().removeAttribute("SUB#" + gamma.sub(), "PROFILE", "user_display_name");
    system.restart();

    system.refuses(system.showUserShort("@gamma"), 404, "user_not_found");
    system.refuses(
        system.createMessageGroup(alpha, body("handle", "gamma")),
        422,
        "user_reciever_handle_unknown");
    system.refuses(system.listMessageGroups(gamma), 403, "user_profile_missing");
    assertEquals(List.of("hello gamma"), system.listMessages(alpha, newest).send().each("message"));
  }

  /** Starting another conversation would give the two users two. */
  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void aPairWithoutAGroupFailsAlone(String groupUuid) {
    system
        .table()
        .updateString("DUO#" + alpha.uuid() + "#" + beta.uuid(), "DUO", "group_uuid", groupUuid);

    FunctionResponse response = system.createMessageGroup(alpha, body("handle", "beta")).send();

    assertEquals(
        new FunctionResponse(
            500, Map.of("content-type", "application/json"), "[\"internal_error\"]"),
        response);
    assertEquals(200, system.createMessageGroup(alpha, body("handle", "gamma")).send().status());
    assertEquals(
        200, system.createMessage(alpha, body("message_group_uuid", group)).send().status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1795439260.5", "1E30", "-1E30", "0"})
  void aTimeToLiveMayBeAnyNumber(String expiresAt) {
    Map<String, AttributeValue> reservation =
        new HashMap<>(
            Map.of(
                "pk", AttributeValue.fromS("HDL#delta"),
                "sk", AttributeValue.fromS("PROFILE"),
                "owner", AttributeValue.fromS("someone"),
                "expires_at", AttributeValue.fromN(expiresAt)));
    system.table().putAttributes(reservation);

    system.refuses(system.showUserShort("@delta"), 404, "user_not_found");
  }

  @Test
  void usageThatIsNoNumberLimitsNobody() {
    String usage = "LIM#messages#" + alpha.uuid();
    for (Map<String, AttributeValue> attributes :
        List.of(
            Map.of("uses_abc", AttributeValue.fromN("5")),
            Map.of("uses_99999999999999999999", AttributeValue.fromN("5")),
            Map.of("uses_1795352860", AttributeValue.fromS("many")),
            Map.of("uses_1795352860", AttributeValue.fromN("1E30")),
            Map.of("uses_1795352860", AttributeValue.fromN("0.5")),
            Map.of("owed_1795352860", AttributeValue.fromBool(true)))) {
      Map<String, AttributeValue> row = new HashMap<>(attributes);
      row.put("pk", AttributeValue.fromS(usage));
      row.put("sk", AttributeValue.fromS("LIM"));
      system.table().putAttributes(row);
      system.restart();
      system.clock().advance(Duration.ofSeconds(1));

      system.post(alpha, group, "hello");
    }
  }

  @Test
  void aReadWithoutMalformedRowsLogsNone() {
    assertFalse(
        system.logOf(() -> system.listMessages(alpha, group).send()).contains("unreadable"));
  }

  /** Asserts the texts of a list, and that its log line counts one malformed row. */
  private void assertLists(ApiCall list, String attribute, String... texts) {
    system.log().takeLines();
    FunctionResponse response = list.send();
    assertEquals(200, response.status());
    assertEquals(List.of(texts), response.each("message"));

    String line = system.log().takeLine();
    assertTrue(line.startsWith("{\"level\":\"WARN\","), line);
    assertTrue(
        line.contains("\"unreadableRows\":1,\"unreadableAttributes\":[\"" + attribute + "\"]"),
        line);
    assertTrue(line.contains("{\"Name\":\"unreadableRows\",\"Unit\":\"Count\"}"), line);
    assertFalse(line.contains("secret"), line);
    assertFalse(line.contains("2026-11-22T13"), line);
  }

  private List<Map<String, String>> messages() {
    return system.table().partition("MSG#" + group);
  }

  private Map<String, String> rowOf(SampleUser member, String groupUuid) {
    return system.table().groupRows(member).stream()
        .filter(row -> row.get("message_group_uuid").equals(groupUuid))
        .findFirst()
        .orElseThrow();
  }

  private static String body(String target, String value) {
    return JsonText.object(target, value, "message", "hello");
  }
}
