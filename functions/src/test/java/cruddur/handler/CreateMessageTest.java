package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.SampleUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/messages}. */
class CreateMessageTest extends ConversationFixture {

  private static final String EMOJI = "👋";

  @Test
  void theResponseIsTheMessage() {
    FunctionResponse response =
        system
            .createMessage(
                beta, JsonText.object("message_group_uuid", group, "message", "hello alpha"))
            .send();

    String uuid = system.table().partition("MSG#" + group).getLast().get("message_uuid");
    assertEquals(
        new FunctionResponse(
            200,
            Map.of("content-type", "application/json"),
            JsonText.object(
                "uuid", uuid,
                "display_name", "Sample beta",
                "handle", "beta",
                "message", "hello alpha",
                "created_at", "2026-11-22T13:07:41.123456+00:00")),
        response);
  }

  @Test
  void theKeyOfAMessageIsItsGroupAndItsTime() {
    String uuid = system.post(beta, group, "hello alpha").field("uuid");

    assertEquals(
        Map.of(
            "pk", "MSG#" + group,
            "sk", "2026-11-22T13:07:41.123456+00:00",
            "message_uuid", uuid,
            "message", "hello alpha",
            "user_uuid", beta.uuid(),
            "user_handle", "beta",
            "user_display_name", "Sample beta"),
        system.table().partition("MSG#" + group).getLast());
  }

  @Test
  void equalPostsAreSeparateMessages() {
    system.post(beta, group, "again");
    system.post(beta, group, "again");

    assertEquals(
        List.of("first", "again", "again"),
        system.listMessages(alpha, group).send().each("message"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        " leading and trailing \n",
        "line\nline\ttab\r\n",
        "\"quoted\" \\ back",
        "nul\0inside",
        "👩‍👩‍👧‍👦 é ½ مرحبا",
        "<script>alert(1)</script>",
        "%s ${x} #{y}",
        "\u200Bx",
        ".",
      })
  void aTextIsStoredUnchanged(String text) {
    assertEquals(text, system.post(beta, group, text).field("message"));
    assertEquals(text, system.listMessages(alpha, group).send().each("message").getLast());
  }

  @Test
  void aMessageHasUpTo1024CharactersWhateverTheirBytes() {
    String longest = EMOJI.repeat(1024);
    assertEquals(longest, system.post(beta, group, longest).field("message"));

    system.refuses(
        system.createMessage(
            beta, JsonText.object("message_group_uuid", group, "message", longest + "x")),
        422,
        "message_exceed_max_chars_1024");
    system.refuses(
        system.createMessage(
            beta, JsonText.object("message_group_uuid", group, "message", EMOJI.repeat(1025))),
        422,
        "message_exceed_max_chars_1024");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "   ",
        "\n",
        "\t\r\n",
        "\u00A0",
        "\u200B",
        "\u2003\u3000",
        "\uFEFF",
        "\0",
        "\u2060 \u00AD"
      })
  void aBlankMessageIsRefused(String blank) {
    system.refuses(
        system.createMessage(beta, JsonText.object("message_group_uuid", group, "message", blank)),
        422,
        "message_blank");
  }

  @Test
  void allErrorsAreListed() {
    system.refuses(
        system.createMessage(beta, "{}"), 422, "message_group_uuid_blank", "message_blank");
    system.refuses(
        system.createMessage(
            beta, JsonText.object("message_group_uuid", " ", "message", " ".repeat(1025))),
        422,
        "message_group_uuid_blank",
        "message_blank",
        "message_exceed_max_chars_1024");
    system.refuses(
        system.createMessage(beta, "{\"message_group_uuid\":[],\"message\":1}"),
        422,
        "message_group_uuid_invalid",
        "message_invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"d4d4d4d4-0000-4000-8000-00000000000a", "beta", "@beta", "null", "👋", "a b", "1"})
  void anUnknownGroupIsNotFound(String other) {
    system.refuses(
        system.createMessage(
            beta, JsonText.object("message_group_uuid", other, "message", "hello")),
        404,
        "message_group_not_found");
  }

  @Test
  void aStrangerCannotTellThatAGroupExists() {
    SampleUser stranger = system.signUp("stranger");

    system.refuses(
        system.createMessage(
            stranger, JsonText.object("message_group_uuid", group, "message", "hello")),
        404,
        "message_group_not_found");
  }

  @Test
  void aHandleInsteadOfAGroupStartsAConversation() {
    SampleUser gamma = system.signUp("gamma");

    FunctionResponse response =
        system
            .createMessage(alpha, JsonText.object("handle", "gamma", "message", "hello gamma"))
            .send();

    String started = system.table().groupRows(gamma).getFirst().get("message_group_uuid");
    assertEquals(
        new FunctionResponse(
            200,
            Map.of("content-type", "application/json"),
            JsonText.object("message_group_uuid", started)),
        response);
    assertEquals(
        List.of("hello gamma"), system.listMessages(gamma, started).send().each("message"));
  }

  @Test
  void aNullGroupIsNoGroup() {
    String body = "{\"message_group_uuid\":null,\"handle\":\"beta\",\"message\":\"hello again\"}";

    assertEquals(group, system.createMessage(alpha, body).send().field("message_group_uuid"));
  }

  @Test
  void aGroupTakesPrecedenceOverAHandle() {
    system.signUp("gamma");
    String body =
        JsonText.object("message_group_uuid", group, "handle", "gamma", "message", "hello beta");

    assertEquals("hello beta", system.createMessage(alpha, body).send().field("message"));
    assertEquals(2, system.table().partition("MSG#" + group).size());

    system.refuses(
        system.createMessage(
            alpha,
            JsonText.object("message_group_uuid", "", "handle", "gamma", "message", "hello")),
        422,
        "message_group_uuid_blank");
  }
}
