package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Leaving the page while hiding or clearing has not reached the API. */
@ExtendWith(BrowserExtension.class)
class LeavingTest {

  private static final By DIALOG = By.tagName("dialog");
  private static final String UNDO = Keys.chord(Keys.CONTROL, "z");

  @Test
  void leavingAsksWhileHidingWaitsForTheNetwork(MessengerPage anya, PageUnderTest system) {
    String group = system.conversation("anya_lv", "boris_lv", "one");
    anya.signIn("anya_lv").openConversation("boris_lv").readsLast("one");
    anya.offline(true);
    anya.chooseFromMenu("Hide conversation").see("No conversations yet");
    anya.awaitEquals(true, anya::asksBeforeLeaving);

    anya.offline(false);
    anya.await(() -> system.groups("anya_lv").isEmpty());
    anya.awaitEquals(false, anya::asksBeforeLeaving);
    anya.press(UNDO);
    anya.await(() -> system.groups("anya_lv").equals(List.of(group)));
    assertFalse(anya.asksBeforeLeaving());
  }

  @Test
  void leavingAsksWhileClearingWaitsForTheNetwork(MessengerPage clea, PageUnderTest system) {
    system.conversation("clea_lv", "dima_lv", "one");
    HeldTimers undoing = new HeldTimers(clea, HeldTimers.UNDOING_MS);
    clea.signIn("clea_lv").openConversation("dima_lv").readsLast("one");
    clear(clea);
    // It is sent when the page is left.
    assertFalse(clea.asksBeforeLeaving());
    clea.offline(true);
    clea.awaitEquals(true, clea::asksBeforeLeaving);
    clea.press(UNDO);
    clea.awaitEquals(List.of("dima_lv: one"), clea::conversations);
    assertFalse(clea.asksBeforeLeaving());

    clea.offline(false);
    clea.openConversation("dima_lv").readsLast("one");
    clear(clea);
    clea.offline(true);
    undoing.end();
    clea.awaitEquals(true, clea::asksBeforeLeaving);
    clea.offline(false);
    clea.await(() -> system.groups("clea_lv").isEmpty());
    clea.awaitEquals(false, clea::asksBeforeLeaving);
  }

  @Test
  void leavingAsksWhileTheApiCannotBeReached(MessengerPage elsa, PageUnderTest system) {
    system.conversation("elsa_lv", "fritz_lv", "one");
    try (Network network = new Network(system.address())) {
      elsa.at(network).signIn("elsa_lv").openConversation("fritz_lv").readsLast("one");
      network.rest(kind -> kind.contains("/api/") ? Network.REQUEST_LOST : Network.FORWARDED);
      clear(elsa);

      elsa.awaitEquals(true, elsa::asksBeforeLeaving);
      network.rest(_ -> Network.FORWARDED);
      elsa.tryNow().awaitEquals(false, elsa::asksBeforeLeaving);
    }
  }

  @Test
  void signingOutAsksWhileHidingWaitsForTheNetwork(MessengerPage gita, PageUnderTest system) {
    String group = system.conversation("gita_lv", "hari_lv", "one");
    gita.signIn("gita_lv").openConversation("hari_lv").readsLast("one");
    gita.offline(true);
    gita.chooseFromMenu("Hide conversation");
    gita.awaitEquals(true, gita::asksBeforeLeaving);

    gita.click(By.id("sign-out"));
    gita.see(
        DIALOG, "What you have hidden, cleared or shown again could not be sent, and is lost.");
    gita.click(By.xpath("//dialog//button[.='Stay signed in']"));
    gita.await(() -> !gita.present(DIALOG));
    assertEquals(List.of(group), system.groups("gita_lv"));

    gita.offline(false);
    gita.await(() -> system.groups("gita_lv").isEmpty());
    gita.awaitEquals(false, gita::asksBeforeLeaving);
    gita.click(By.id("sign-out"));
    gita.see("Who are you?");
  }

  private static void clear(MessengerPage page) {
    page.chooseFromMenu("Clear conversation …");
    page.click(By.xpath("//dialog//button[.='Clear']"));
    page.see("No conversations yet");
  }
}
