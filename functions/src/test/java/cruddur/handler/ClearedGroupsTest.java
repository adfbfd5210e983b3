package cruddur.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.handler.fixture.FunctionResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code DELETE /api/message_groups/{message_group_uuid}}. */
class ClearedGroupsTest extends ReadStateFixture {

  @Test
  void clearedMessagesAreNotListedAndNeitherIsTheGroup() {
    assertMarker(FIRST, clear(beta, FIRST));

    assertEquals(List.of(), messages(beta));
    assertEquals(List.of(), groups(beta));
    assertEquals(List.of(), hiddenGroups(beta));
  }

  @Test
  void theOtherMemberKeepsTheirs() {
    String list = system.listMessageGroups(alpha).send().body();
    String messages = system.listMessages(alpha, group).send().body();

    clear(beta, FIRST).send();

    assertEquals(list, system.listMessageGroups(alpha).send().body());
    assertEquals(messages, system.listMessages(alpha, group).send().body());
  }

  @Test
  void aNewerMessageShowsTheGroupWithItselfAlone() {
    clear(beta, FIRST).send();

    post(alpha, "second");

    assertEquals(List.of("second"), messages(beta));
    assertEquals(List.of(group), groups(beta));
    assertEquals(List.of("1"), unread(beta));
  }

  @Test
  void whatWasNotShownIsNotCleared() {
    post(alpha, "second");

    clear(beta, FIRST).send();

    assertEquals(List.of("second"), messages(beta));
    assertEquals(List.of("1"), unread(beta));
  }

  @Test
  void clearingNeverGoesBack() {
    String second = post(alpha, "second");
    assertMarker(second, clear(beta, second));

    assertMarker(second, clear(beta, FIRST));

    assertEquals(List.of(), messages(beta));
  }

  @Test
  void aGroupCanBeContinuedAfterItWasCleared() {
    clear(beta, FIRST).send();

    system.clock().advance(java.time.Duration.ofSeconds(1));
    assertEquals(group, system.start(beta, alpha, "again"));

    assertEquals(List.of("again"), messages(beta));
    assertEquals(List.of("first", "again"), messages(alpha));
  }

  @Test
  void pagesEndAtWhatWasCleared() {
    String second = post(alpha, "second");
    post(alpha, "third");
    post(alpha, "fourth");
    FunctionResponse full = system.listMessages(beta, group).query("limit", "2").send();

    clear(beta, second).send();

    FunctionResponse newest = system.listMessages(beta, group).query("limit", "1").send();
    assertEquals(List.of("fourth"), newest.each("message"));
    FunctionResponse last =
        system.listMessages(beta, group).query(newest.next().orElseThrow()).send();
    assertEquals(List.of("third"), last.each("message"));
    assertEquals(java.util.Optional.empty(), last.next());
    // A cursor from before leads to nothing.
    FunctionResponse behind =
        system.listMessages(beta, group).query(full.next().orElseThrow()).send();
    assertEquals("[]", behind.body());
    assertEquals(java.util.Optional.empty(), behind.next());
  }

  @Test
  void aPageThatIsJustFullHasNoNextPage() {
    post(alpha, "second");
    post(alpha, "third");
    clear(beta, FIRST).send();

    FunctionResponse page = system.listMessages(beta, group).query("limit", "2").send();

    assertEquals(List.of("second", "third"), page.each("message"));
    assertEquals(java.util.Optional.empty(), page.next());
  }
}
