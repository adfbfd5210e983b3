package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.CognitoEvents;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.MessagingSystem;
import cruddur.handler.fixture.SampleUser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/message_groups}. */
class CreateMessageGroupTest {

  private static final String NOW = "2026-11-22T13:07:40.123456+00:00";

  @RegisterExtension final MessagingSystem system = new MessagingSystem();

  private SampleUser alpha;
  private SampleUser beta;

  @BeforeEach
  void signUp() {
    alpha = system.signUp("alpha");
    beta = system.signUp("beta");
  }

  @Test
  void theResponseIsTheGroup() {
    FunctionResponse response =
        system
            .createMessageGroup(alpha, JsonText.object("handle", "beta", "message", "hello"))
            .send();

    String group = system.table().groupRows(beta).getFirst().get("message_group_uuid");
    assertEquals(
        new FunctionResponse(
            200,
            Map.of("content-type", "application/json"),
            JsonText.object("message_group_uuid", group)),
        response);
  }

  @Test
  void aStartWritesTheMessageARowForEachMemberAndThePair() {
    String group = system.start(alpha, beta, "hello");

    assertEquals(
        List.of(
            Map.of(
                "pk",
                "GRP#" + alpha.uuid(),
                "sk",
                NOW,
                "message_group_uuid",
                group,
                "message",
                "hello",
                "message_user_uuid",
                alpha.uuid(),
                "user_uuid",
                beta.uuid(),
                "user_handle",
                "beta",
                "user_display_name",
                "Sample beta")),
        system.table().groupRows(alpha));
    assertEquals(
        List.of(
            Map.of(
                "pk",
                "GRP#" + beta.uuid(),
                "sk",
                NOW,
                "message_group_uuid",
                group,
                "message",
                "hello",
                "message_user_uuid",
                alpha.uuid(),
                "user_uuid",
                alpha.uuid(),
                "user_handle",
                "alpha",
                "user_display_name",
                "Sample alpha")),
        system.table().groupRows(beta));
    Map<String, String> message = system.table().partition("MSG#" + group).getFirst();
    assertEquals("hello", message.get("message"));
    assertEquals(alpha.uuid(), message.get("user_uuid"));
    String pair = "DUO#" + alpha.uuid() + "#" + beta.uuid();
    assertEquals(
        List.of(Map.of("pk", pair, "sk", "DUO", "group_uuid", group)),
        system.table().partition(pair));
  }

  @Test
  void anotherStartPostsIntoTheSameGroup() {
    String group = system.start(alpha, beta, "hello");
    system.clock().advance(Duration.ofSeconds(1));

    assertEquals(group, system.start(alpha, beta, "hello?"));
    assertEquals(group, system.start(beta, alpha, "hello!"));
    assertEquals(
        List.of("hello", "hello?", "hello!"),
        system.listMessages(alpha, group).send().each("message"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"beta", "BETA", "Beta"})
  void aHandleIsCaseInsensitive(String written) {
    String body = JsonText.object("handle", written, "message", "hello");

    String group = system.createMessageGroup(alpha, body).send().field("message_group_uuid");

    assertEquals(group, system.table().groupRows(beta).getFirst().get("message_group_uuid"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody",
        "@beta",
        "beta ",
        " beta",
        "be ta",
        "beta/",
        "beta#",
        "HDL#beta",
        "beta\0",
        "👋",
        "ß"
      })
  void anUnknownHandleIsRefused(String handle) {
    refusesToStart(
        JsonText.object("handle", handle, "message", "hello"), "user_reciever_handle_unknown");
  }

  @Test
  void aHandleThatIsTooLongIsRefusedAsUnknown() {
    refusesToStart(
        JsonText.object("handle", "x".repeat(3000), "message", "hello"),
        "user_reciever_handle_unknown");
    refusesToStart(
        JsonText.object("handle", "👋".repeat(256), "message", "hello"),
        "user_reciever_handle_unknown");
  }

  @Test
  void aReservedHandleIsRefusedAsUnknown() {
    system.trigger(CognitoEvents.preSignUp("5ab00000-0000-4000-8000-00000000ffff", "gamma"));

    refusesToStart(
        JsonText.object("handle", "gamma", "message", "hello"), "user_reciever_handle_unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alpha", "ALPHA", "Alpha"})
  void nobodyCanStartAConversationWithThemselves(String own) {
    refusesToStart(JsonText.object("handle", own, "message", "hello"), "user_reciever_handle_own");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t"})
  void aBlankHandleIsRefused(String blank) {
    refusesToStart(
        JsonText.object("handle", blank, "message", "hello"), "user_reciever_handle_blank");
  }

  @Test
  void allErrorsAreListed() {
    refusesToStart("{}", "user_reciever_handle_blank", "message_blank");
    refusesToStart(
        "{\"handle\":null,\"message\":null}", "user_reciever_handle_blank", "message_blank");
    refusesToStart(
        "{\"handle\":7,\"message\":{}}", "user_reciever_handle_invalid", "message_invalid");
    refusesToStart(
        JsonText.object("handle", "nobody", "message", "x".repeat(1025)),
        "user_reciever_handle_unknown",
        "message_exceed_max_chars_1024");
    refusesToStart(
        JsonText.object("handle", "alpha", "message", "\u00A0".repeat(1025)),
        "user_reciever_handle_own",
        "message_blank",
        "message_exceed_max_chars_1024");
  }

  @Test
  void aGroupInTheBodyIsIgnored() {
    String body = JsonText.object("message_group_uuid", "x", "handle", "beta", "message", "hello");

    assertEquals(200, system.createMessageGroup(alpha, body).send().status());
  }

  private void refusesToStart(String body, String... codes) {
    system.refuses(system.createMessageGroup(alpha, body), 422, codes);
  }
}
