package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** The name of the other user, if all messages of the conversation are the user's own. */
@ExtendWith(BrowserExtension.class)
class OtherUserNameTest {

  @Test
  void itIsFoundAmongTheHiddenConversations(MessengerPage abby, PageUnderTest system) {
    String group = system.conversation("abby_on", "bart_on", "only mine");
    system.hide("abby_on", group);
    abby.signIn("abby_on").open("#/messages/" + group);

    assertNamed(abby, "bart_on");
  }

  @Test
  void itIsFoundInOlderPagesOfTheList(MessengerPage carl, PageUnderTest system) {
    String group = system.conversation("carl_on", "dora_on", "only mine");
    for (int i = 0; i < 21; i++) {
      system.signUp("newer_on" + i, "Newer " + i);
      system.markRead("carl_on", system.start("newer_on" + i, "carl_on", "from " + i));
    }
    try (Network network = new Network(system.address())) {
      carl.resize(1280, 500, false);
      carl.at(network).signIn("carl_on").await(() -> carl.conversations().size() == 20);
      // The search is repeated after a failure.
      network.next("GET /api/message_groups", Network.REQUEST_LOST, Network.REQUEST_LOST);
      carl.open("#/messages/" + group);

      assertNamed(carl, "dora_on");
    }
  }

  private static void assertNamed(MessengerPage page, String handle) {
    page.readsLast("only mine").see(By.cssSelector(".pane-title"), "@" + handle);
    page.awaitEquals(handle + " · Messages", () -> page.driver().getTitle());
    assertEquals(
        List.of("Message to " + handle, "Messages with " + handle),
        page.run(
            """
            return [".composer textarea", ".log"].map((selector) =>
              document.querySelector(selector).getAttribute("aria-label"));
            """));
  }
}
