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

/** {@code GET /api/messages/{message_group_uuid}}. */
class ListMessagesTest extends ConversationFixture {

  @Test
  void aMemberReadsTheMessagesOldestFirst() {
    String second = system.post(beta, group, "hello \"alpha\" 👋").field("uuid");
    String first = system.table().partition("MSG#" + group).getFirst().get("message_uuid");

    FunctionResponse response = system.listMessages(alpha, group).send();

    assertEquals(200, response.status());
    assertEquals(
        JsonText.array(
            JsonText.object(
                "uuid", first,
                "display_name", "Sample alpha",
                "handle", "alpha",
                "message", "first",
                "created_at", "2026-11-22T13:07:40.123456+00:00"),
            JsonText.object(
                "uuid", second,
                "display_name", "Sample beta",
                "handle", "beta",
                "message", "hello \"alpha\" 👋",
                "created_at", "2026-11-22T13:07:41.123456+00:00")),
        response.body());
  }

  @Test
  void theResponseIsPrivateAndMustBeRevalidated() {
    FunctionResponse response = system.listMessages(alpha, group).send();

    assertEquals(
        Map.of(
            "content-type", "application/json",
            "cache-control", "private, no-cache",
            "etag", response.header("etag")),
        response.headers());
  }

  @Test
  void bothMembersReadTheSameMessages() {
    system.post(beta, group, "hello yourself");

    assertEquals(system.listMessages(alpha, group).send(), system.listMessages(beta, group).send());
  }

  @Test
  void aPostIsInTheNextReadBeforeTheStreamIsDelivered() {
    for (int i = 0; i < 5; i++) {
      String posted = system.post(beta, group, "number " + i).body();
      String list = system.listMessages(alpha, group).send().body();
      assertEquals(posted, list.substring(list.length() - posted.length() - 1, list.length() - 1));
    }
  }

  @Test
  void theOtherMemberCanReadANewGroupAtOnce() {
    SampleUser gamma = system.signUp("gamma");
    String started = system.start(alpha, gamma, "hello gamma");

    assertEquals(
        List.of("hello gamma"), system.listMessages(gamma, started).send().each("message"));
  }

  @Test
  void aStrangerCannotReadAConversation() {
    SampleUser stranger = system.signUp("stranger");

    system.refuses(system.listMessages(stranger, group), 404, "message_group_not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d4d4d4d4-0000-4000-8000-00000000000a",
        "@beta",
        "@@beta",
        "beta",
        "null",
        "undefined",
        "a b",
        "a/b",
        "#",
        "GRP#x",
        "%00",
        "\uD83D",
        "👋",
        "",
      })
  void anUnknownGroupIsNotFound(String other) {
    system.refuses(system.listMessages(alpha, other), 404, "message_group_not_found");
  }

  @Test
  void anOverlongGroupIsNotFound() {
    system.refuses(system.listMessages(alpha, "x".repeat(3000)), 404, "message_group_not_found");
  }

  @Test
  void theGroupUuidMustMatchExactly() {
    system.refuses(system.listMessages(alpha, " " + group), 404, "message_group_not_found");
    system.refuses(system.listMessages(alpha, group + "\n"), 404, "message_group_not_found");
    system.refuses(system.listMessages(alpha, group + "#"), 404, "message_group_not_found");
  }
}
