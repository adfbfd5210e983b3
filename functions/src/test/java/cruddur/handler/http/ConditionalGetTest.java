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
 * {@code ETag} and {@code If-None-Match} of both lists. In the headers below {@code TAG} is
 * replaced by the ETag of the page.
 */
class ConditionalGetTest extends ConversationFixture {

  @Test
  void theEtagOfAPageIsStable() {
    String etag = etag(system.listMessages(alpha, group));
    system.clock().advance(Duration.ofDays(1));
    system.restart();

    assertTrue(etag.matches("\"[A-Za-z0-9_-]{22}\""), etag);
    assertEquals(etag, etag(system.listMessages(alpha, group)));
  }

  @Test
  void aNewMessageChangesTheEtagsOfBothLists() {
    String messages = etag(system.listMessages(alpha, group));
    String groups = etag(system.listMessageGroups(alpha));

    system.post(beta, group, "hello");
    assertNotEquals(messages, etag(system.listMessages(alpha, group)));
    assertEquals(groups, etag(system.listMessageGroups(alpha)));

    system.deliver();
    assertNotEquals(groups, etag(system.listMessageGroups(alpha)));
  }

  @Test
  void aPageThatGetsANextPageHasAnotherEtag() {
    ApiCall page = system.listMessages(alpha, group).query("limit", "1");
    String alone = etag(page);
    system
        .table()
        .putItem(
            system.table().partition("MSG#" + group).getFirst(),
            "sk",
            "2026-11-22T13:07:39.000000+00:00");

    assertNotEquals(alone, etag(page));
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
  void aPageThatTheClientHasIsNotModified(String ifNoneMatch) {
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
  void aListOfGroupsThatTheClientHasIsNotModified() {
    String etag = etag(system.listMessageGroups(beta));

    FunctionResponse response = system.listMessageGroups(beta).header("if-none-match", etag).send();

    assertEquals(304, response.status());
    assertNull(response.body());
  }

  @Test
  void theHeaderNameIsCaseInsensitive() {
    String etag = etag(system.listMessages(alpha, group));

    assertEquals(
        304, system.listMessages(alpha, group).header("If-None-Match", etag).send().status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "", ",", "W/", "\"*\"", "TAG-", "w/TAG", "\"TAG\""})
  void aPageThatTheClientLacksIsSent(String ifNoneMatch) {
    FunctionResponse sent = system.listMessages(alpha, group).send();

    FunctionResponse response =
        system
            .listMessages(alpha, group)
            .header("if-none-match", ifNoneMatch.replace("TAG", sent.header("etag")))
            .send();

    assertEquals(sent, response);
  }

  @Test
  void aStrangerCannotLearnWhetherAPageHasChanged() {
    SampleUser stranger = system.signUp("stranger");
    String etag = etag(system.listMessages(alpha, group));

    system.refuses(
        system.listMessages(stranger, group).header("if-none-match", etag),
        404,
        "message_group_not_found");
    system.refuses(
        system.listMessages(stranger, group).header("if-none-match", "*"),
        404,
        "message_group_not_found");
  }

  private static String etag(ApiCall list) {
    return list.send().header("etag");
  }
}
