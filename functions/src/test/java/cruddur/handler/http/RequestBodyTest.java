package cruddur.handler.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of both routes that write: one that is not an object of strings is refused by name. */
class RequestBodyTest extends ConversationFixture {

  private static final int MAX_BYTES = 16 * 1024;

  static List<String> bodiesThatAreNotJsonObjects() {
    return List.of(
        "",
        " ",
        "hello",
        "null",
        "true",
        "7",
        "\"text\"",
        "[]",
        "[{\"message\":\"hello\"}]",
        "{",
        "}",
        "{\"message\"",
        "{\"message\":",
        "{\"message\":\"hello\"",
        "{\"message\":\"hello\",}",
        "{\"message\":\"hello\"}x",
        "{\"message\":\"hello\"}{}",
        "{\"message\":\"hello\"},",
        "{'message':'hello'}",
        "{message:\"hello\"}",
        "{\"message\":NaN}",
        "{\"message\":01}",
        "{\"message\":\"line\nbreak\"}",
        "{\"message\":\"\\x\"}",
        "{\"message\":\"\\u12\"}",
        "{/* a comment */}",
        "message=hello",
        "<message/>",
        "\uFEFF{}",
        "{\"message\":" + "[".repeat(5000));
  }

  @ParameterizedTest
  @MethodSource("bodiesThatAreNotJsonObjects")
  void aBodyThatIsNotAJsonObjectIsRefused(String body) {
    bothRefuse(body, 400, "body_not_json_object");
  }

  @Test
  void aRequestWithoutABodyIsRefused() {
    bothRefuse(null, 400, "body_not_json_object");
  }

  @Test
  void aBodyOfAMegabyteIsTooLarge() {
    String text = JsonText.object("message_group_uuid", group, "message", "x".repeat(1 << 20));
    bothRefuse(text, 413, "body_too_large");
    system.refuses(system.createMessage(alpha, null).base64BodyOf(text), 413, "body_too_large");
    bothRefuse("[".repeat(1 << 20), 413, "body_too_large");
  }

  @Test
  void aBodyHasUpTo16KiB() {
    String body = validBody("hello");
    String largest = body + " ".repeat(MAX_BYTES - body.length());

    assertEquals(200, system.createMessage(alpha, largest).send().status());
    assertEquals(200, system.createMessage(alpha, null).base64BodyOf(largest).send().status());
    system.refuses(system.createMessage(alpha, largest + " "), 413, "body_too_large");
    system.refuses(
        system.createMessage(alpha, null).base64BodyOf(largest + " ".repeat(3)),
        413,
        "body_too_large");
  }

  @Test
  void theLongestTextFitsWhenEveryCharacterIsEscaped() {
    String body =
        "{\"message_group_uuid\":\"%s\",\"message\":\"%s\"}"
            .formatted(group, "\\ud83d\\udc4b".repeat(1024));

    assertEquals("👋".repeat(1024), system.createMessage(alpha, body).send().field("message"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "-1.5e3",
        "1e99999",
        "true",
        "false",
        "[]",
        "[\"hello\"]",
        "{}",
        "{\"message\":\"hello\"}"
      })
  void aValueThatIsNotAStringIsRefused(String value) {
    assertInvalid(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\ud83d\"",
        "\"\\udc4b\"",
        "\"hello \\ud83d\"",
        "\"\\udc4b\\ud83d\"",
        "\"\\ud83d\\ud83d\\udc4b\""
      })
  void aLoneSurrogateIsRefused(String value) {
    assertInvalid(value);
  }

  @Test
  void aDeeplyNestedValueIsRefused() {
    assertInvalid("[".repeat(500) + "]".repeat(500));
    assertInvalid("[".repeat(4000) + "]".repeat(4000));
  }

  @ParameterizedTest
  @MethodSource("unusualValues")
  void aFieldThatNobodyReadsMayHaveAnyValue(String value) {
    FunctionResponse response =
        system
            .createMessage(
                alpha,
                "{\"other\":%s,\"message_group_uuid\":\"%s\",\"message\":\"hello\"}"
                    .formatted(value, group))
            .send();

    assertEquals(200, response.status());
    assertEquals("hello", response.field("message"));
  }

  static List<String> unusualValues() {
    return List.of(
        "[".repeat(4000) + "]".repeat(4000),
        "{\"a\":".repeat(2000) + "1" + "}".repeat(2000),
        "9".repeat(5000),
        "1e999999999",
        "-0.0e-5",
        "\"\\ud83d\"");
  }

  private void assertInvalid(String value) {
    system.refuses(
        system.createMessage(
            alpha, "{\"message_group_uuid\":\"%s\",\"message\":%s}".formatted(group, value)),
        422,
        "message_invalid");
    system.refuses(
        system.createMessage(
            alpha, "{\"message_group_uuid\":%s,\"message\":\"hello\"}".formatted(value)),
        422,
        "message_group_uuid_invalid");
    system.refuses(
        system.createMessageGroup(alpha, "{\"handle\":%s,\"message\":\"hello\"}".formatted(value)),
        422,
        "user_reciever_handle_invalid");
    system.refuses(
        system.createMessage(alpha, "{\"handle\":%s,\"message\":\"hello\"}".formatted(value)),
        422,
        "user_reciever_handle_invalid");
  }

  @Test
  void ofADuplicateNameTheLastValueCounts() {
    String body =
        "{\"message\":\"first\",\"message_group_uuid\":\"x\",\"message\":\"last\",\"message_group_uuid\":\"%s\"}"
            .formatted(group);

    assertEquals("last", system.createMessage(alpha, body).send().field("message"));
  }

  @Test
  void unknownNamesAreIgnored() {
    String body =
        "{\"a\":[{\"b\":null}],\"message_group_uuid\":\"%s\",\"Message\":7,\"\":1,\"message\":\"hello\"}"
            .formatted(group);

    assertEquals("hello", system.createMessage(alpha, body).send().field("message"));
  }

  @Test
  void theBodyCannotSetTheSenderOrTheTime() {
    String body =
        JsonText.object(
            "message_group_uuid", group,
            "message", "hello",
            "user_uuid", "x",
            "handle", "beta",
            "uuid", "x",
            "display_name", "x",
            "created_at", "2020-01-01T00:00:00.000000+00:00");

    FunctionResponse response = system.createMessage(alpha, body).send();

    assertEquals("alpha", response.field("handle"));
    assertEquals("Sample alpha", response.field("display_name"));
    assertEquals("2026-11-22T13:07:41.123456+00:00", response.field("created_at"));
  }

  @Test
  void aBodyInBase64IsReadAsUtf8() {
    FunctionResponse response =
        system.createMessage(alpha, null).base64BodyOf(validBody("héllo 👋")).send();

    assertEquals("héllo 👋", response.field("message"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "e30=x", "e3 0=", "{}", "e30=e30="})
  void invalidBase64IsRefused(String body) {
    system.refuses(system.createMessage(alpha, null).base64Body(body), 400, "body_not_json_object");
  }

  @Test
  void invalidUtf8IsRefused() {
    byte[] latin1 = validBody("héllo").getBytes(StandardCharsets.ISO_8859_1);
    byte[] utf16 = validBody("hello").getBytes(StandardCharsets.UTF_16);

    system.refuses(
        system.createMessage(alpha, null).base64Body(latin1), 400, "body_not_json_object");
    system.refuses(
        system.createMessage(alpha, null).base64Body(utf16), 400, "body_not_json_object");
    system.refuses(
        system.createMessage(alpha, null).base64Body(new byte[0]), 400, "body_not_json_object");
  }

  private String validBody(String text) {
    return JsonText.object("message_group_uuid", group, "message", text);
  }

  private void bothRefuse(String body, int status, String code) {
    system.refuses(system.createMessage(alpha, body), status, code);
    system.refuses(system.createMessageGroup(alpha, body), status, code);
  }
}
