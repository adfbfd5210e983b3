package cruddur.handler.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.ConversationFixture;
import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.SampleUser;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code ETag} and {@code If-None-Match} of both lists. In the headers below {@code TAG} stands for
 * the page's ETag.
 */
class ConditionalGetTest extends ConversationFixture {

  @Test
  void theTagOfAPageIsStable() {
    String tag = tag(system.listMessages(alpha, group));
    system.clock().advance(Duration.ofDays(1));
    system.restart();

    assertTrue(tag.matches("\"[A-Za-z0-9_-]{22}\""), tag);
    assertEquals(tag, tag(system.listMessages(alpha, group)));
  }

  @Test
  void aNewMessageChangesTheTagsOfBothLists() {
    String messages = tag(system.listMessages(alpha, group));
    String groups = tag(system.listMessageGroups(alpha));

    system.post(beta, group, "hello");
    assertNotEquals(messages, tag(system.listMessages(alpha, group)));
    assertEquals(groups, tag(system.listMessageGroups(alpha)));

    system.deliver();
    assertNotEquals(groups, tag(system.listMessageGroups(alpha)));
  }

  @Test
  void aPageThatGetsASuccessorHasAnotherTag() {
    ApiCall page = system.listMessages(alpha, group).query("limit", "1");
    String alone = tag(page);
    system.putItem(
        system.partition("MSG#" + group).getFirst(), "sk", "2026-11-22T13:07:39.000000+00:00");

    assertNotEquals(alone, tag(page));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TAG",
        "W/TAG",
        "*",
        "\"other\", TAG",
        "TAG,\"other\"",
        "\"other\",W/TAG , W/\"another\"",
        " TAG ",
      })
  void aPageThatTheClientHasIsNotSentAgain(String ifNoneMatch) {
    ApiCall messages = system.listMessages(alpha, group).query("limit", "1");
    system.post(beta, group, "hello alpha");
    FunctionResponse sent = messages.send();

    FunctionResponse response =
        messages.header("if-none-match", ifNoneMatch.replace("TAG", sent.header("etag"))).send();

    assertEquals(304, response.status());
    assertNull(response.body());
    assertEquals(sent.headers(), response.headers());
  }

  @Test
  void aListOfGroupsThatTheClientHasIsNotSentAgain() {
    String tag = tag(system.listMessageGroups(beta));

    FunctionResponse response = system.listMessageGroups(beta).header("if-none-match", tag).send();

    assertEquals(304, response.status());
    assertNull(response.body());
  }

  @Test
  void theHeadersNameIsReadInAnyCase() {
    String tag = tag(system.listMessages(alpha, group));

    assertEquals(
        304, system.listMessages(alpha, group).header("If-None-Match", tag).send().status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "", ",", "W/", "\"*\"", "TAG-", "w/TAG", "\"TAG\""})
  void anyOtherPageIsSent(String ifNoneMatch) {
    FunctionResponse sent = system.listMessages(alpha, group).send();

    FunctionResponse response =
        system
            .listMessages(alpha, group)
            .header("if-none-match", ifNoneMatch.replace("TAG", sent.header("etag")))
            .send();

    assertEquals(sent, response);
  }

  @Test
  void aStrangerCannotAskWhetherAPageHasChanged() {
    SampleUser stranger = system.signUp("stranger");
    String tag = tag(system.listMessages(alpha, group));

    system.refuses(
        system.listMessages(stranger, group).header("if-none-match", tag),
        404,
        "message_group_not_found");
    system.refuses(
        system.listMessages(stranger, group).header("if-none-match", "*"),
        404,
        "message_group_not_found");
  }

  private static String tag(ApiCall list) {
    return list.send().header("etag");
  }
}
