package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.handler.fixture.FunctionResponse;
import cruddur.handler.fixture.JsonText;
import cruddur.handler.fixture.SampleUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code PUT} and {@code DELETE /api/message_groups/{message_group_uuid}/hidden}. */
class HiddenGroupsTest extends ReadStateFixture {

  @Test
  void aHiddenGroupIsInTheListOfHiddenGroupsAlone() {
    assertMarker(FIRST, hide(beta, FIRST));

    assertEquals(List.of(), groups(beta));
    assertEquals(List.of(group), hiddenGroups(beta));
    assertTrue(
        system
            .listMessageGroups(beta)
            .query("hidden", "true")
            .send()
            .body()
            .endsWith("\"last_message_from_me\":false,\"hidden_up_to\":\"%s\"}]".formatted(FIRST)));
  }

  @Test
  void theOtherMemberSeesNoDifference() {
    String before = system.listMessageGroups(alpha).send().body();

    hide(beta, FIRST).send();

    assertEquals(before, system.listMessageGroups(alpha).send().body());
    assertEquals(List.of(), hiddenGroups(alpha));
  }

  @Test
  void theMessagesOfAHiddenGroupAreListed() {
    hide(beta, FIRST).send();

    assertEquals(List.of("first"), messages(beta));
  }

  @Test
  void aNewerMessageShowsTheGroupAgain() {
    hide(beta, FIRST).send();

    post(alpha, "second");

    assertEquals(List.of(group), groups(beta));
    assertEquals(List.of(), hiddenGroups(beta));
    assertEquals(List.of("2"), unread(beta));
  }

  @Test
  void onesOwnMessageShowsTheGroupAgain() {
    hide(beta, FIRST).send();

    post(beta, "answer");

    assertEquals(List.of(group), groups(beta));
  }

  @Test
  void whatWasNotShownIsNotHidden() {
    post(alpha, "second");

    hide(beta, FIRST).send();

    assertEquals(List.of(group), groups(beta));
  }

  @Test
  void aHiddenGroupIsBroughtBack() {
    hide(beta, FIRST).send();

    FunctionResponse response = bringBack(beta, FIRST).send();

    assertEquals(200, response.status());
    assertEquals(JsonText.object("message_group_uuid", group), response.body());
    assertEquals(List.of(group), groups(beta));
    assertEquals(List.of(), hiddenGroups(beta));
    hide(beta, FIRST).send();
    assertEquals(List.of(), groups(beta));
  }

  @Test
  void whatWasHiddenLaterStaysHidden() {
    String second = post(alpha, "second");
    hide(beta, second).send();

    bringBack(beta, FIRST).send();

    assertEquals(List.of(), groups(beta));
  }

  @Test
  void bringingBackWhatIsNotHiddenWritesNothing() {
    var before = system.table().items();

    assertEquals(200, bringBack(beta, FIRST).send().status());

    assertEquals(before, system.table().items());
  }

  @Test
  void hidingLeavesTheReadMarkerAsItIs() {
    post(alpha, "second");
    markRead(beta, FIRST).send();
    hide(beta, FIRST).send();
    bringBack(beta, FIRST).send();

    assertEquals(List.of("1"), unread(beta));
    assertEquals(
        List.of(Map.of("pk", "MBR#" + beta.uuid(), "sk", group, "read_up_to", FIRST)),
        system.table().partition("MBR#" + beta.uuid()));
  }

  @Test
  void aPageCanBeEmptyAndHaveANextPage() {
    List<String> started = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      SampleUser other = system.signUp("other_" + i);
      system.clock().advance(Duration.ofSeconds(10));
      started.add(system.start(other, beta, "hello"));
    }
    String newest = system.listMessageGroups(beta).send().each("created_at").getFirst();
    for (String hidden : started.subList(2, 4)) {
      system.hide(beta, hidden, JsonText.object("up_to", newest)).send();
    }

    FunctionResponse first = system.listMessageGroups(beta).query("limit", "2").send();
    assertEquals("[]", first.body());
    FunctionResponse second =
        system.listMessageGroups(beta).query(first.next().orElseThrow()).send();
    assertEquals(started.subList(0, 2).reversed(), second.each("uuid"));
    assertEquals(started.subList(2, 4).reversed(), hiddenGroups(beta));
  }

  @Test
  void theCursorsOfTheTwoListsAreNotExchangeable() {
    for (int i = 0; i < 3; i++) {
      system.clock().advance(Duration.ofSeconds(10));
      system.start(system.signUp("other_" + i), beta, "hello");
    }
    Map<String, String> next =
        system.listMessageGroups(beta).query("limit", "1").send().next().orElseThrow();

    system.refuses(
        system.listMessageGroups(beta).query(next).query("hidden", "true"), 400, "cursor_invalid");
    assertEquals(
        next.keySet(),
        system
            .listMessageGroups(beta)
            .query("limit", "1")
            .query("hidden", "false")
            .send()
            .next()
            .orElseThrow()
            .keySet());
  }

  @Test
  void aPageOfHiddenGroupsLeadsToTheNext() {
    List<String> hidden = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      system.clock().advance(Duration.ofSeconds(10));
      hidden.add(system.start(system.signUp("other_" + i), beta, "hello"));
    }
    String newest = system.listMessageGroups(beta).send().each("created_at").getFirst();
    hidden.forEach(uuid -> system.hide(beta, uuid, JsonText.object("up_to", newest)).send());

    FunctionResponse first =
        system.listMessageGroups(beta).query("hidden", "true").query("limit", "2").send();
    FunctionResponse second =
        system.listMessageGroups(beta).query(first.next().orElseThrow()).send();

    assertEquals(hidden.subList(1, 3).reversed(), first.each("uuid"));
    assertEquals(hidden.subList(0, 1), second.each("uuid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "TRUE", "yes", "true,false"})
  void anotherValueOfTheParameterIsRefused(String value) {
    system.refuses(system.listMessageGroups(beta).query("hidden", value), 422, "hidden_invalid");
  }
}
