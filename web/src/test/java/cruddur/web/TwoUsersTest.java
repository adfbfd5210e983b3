package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Two users, each with the page in a browser of their own. */
@ExtendWith(BrowserExtension.class)
class TwoUsersTest {

  private static final By HANDLE = By.id("handle");

  @Test
  void twoUsersStartAConversationAndSeeEachOthersMessages(
      MessengerPage alder, MessengerPage birch, PageUnderTest system) {
    system.signUp("alder_w", "Alder");
    system.signUp("birch_w", "Birch");
    alder.signIn("alder_w");
    birch.signIn("birch_w");
    birch.see("No conversations yet");

    alder.click(By.id("new-conversation"));
    alder.type(HANDLE, "@birch_w");
    alder.see(By.id("found"), "Birch");
    alder.press(Keys.ENTER);
    alder.see("Nothing has been written yet");
    alder.write("one");
    alder.readsLast("one");
    alder.awaitEquals(List.of("sent"), alder::states);
    String group = system.groups("alder_w").getFirst();
    alder.awaitEquals("#/messages/" + group, alder::hash);

    birch.awaitEquals(List.of("alder_w: one"), birch::conversations);
    birch.openConversation("alder_w").write("two\nlines 🎻");
    alder.readsLast("one", "two\nlines 🎻");
    alder.write("three");
    birch.readsLast("one", "two\nlines 🎻", "three");
    alder.awaitEquals(List.of("birch_w: three"), alder::conversations);
    birch.awaitEquals(List.of("alder_w: three"), birch::conversations);
    assertEquals(List.of("one", "two\nlines 🎻", "three"), system.messages("birch_w", group));
    alder.awaitEquals(List.of("sent", "sent"), alder::states);
  }

  @Test
  void bothListsMoveWithTheNewestMessage(
      MessengerPage cedar, MessengerPage dogwood, PageUnderTest system) {
    String dogwoods = system.conversation("cedar_w", "dogwood_w", "to Dogwood");
    system.signUp("elm_w", "Elm");
    system.start("elm_w", "cedar_w", "from Elm");
    system.start("elm_w", "dogwood_w", "from Elm too");
    cedar.signIn("cedar_w");
    dogwood.signIn("dogwood_w");
    cedar.awaitEquals(List.of("elm_w: from Elm", "dogwood_w: to Dogwood"), cedar::conversations);
    dogwood.awaitEquals(
        List.of("elm_w: from Elm too", "cedar_w: to Dogwood"), dogwood::conversations);

    cedar.openConversation("dogwood_w").write("moved");

    cedar.awaitEquals(List.of("dogwood_w: moved", "elm_w: from Elm"), cedar::conversations);
    dogwood.awaitEquals(List.of("cedar_w: moved", "elm_w: from Elm too"), dogwood::conversations);
    // Dogwood has not opened it yet.
    dogwood.awaitEquals(List.of("2", "1"), dogwood::unreadCounts);
    dogwood.openConversation("cedar_w").readsLast("to Dogwood", "moved");
    dogwood.awaitEquals(List.of("", "1"), dogwood::unreadCounts);
    assertEquals(List.of("to Dogwood", "moved"), system.messages("dogwood_w", dogwoods));
  }

  @Test
  void theAddressNamesTheOpenConversation(MessengerPage ivy, PageUnderTest system) {
    String first = system.conversation("ivy_w", "juniper_w", "to Juniper");
    system.signUp("kale_w", "Kale");
    String second = system.start("ivy_w", "kale_w", "to Kale");
    ivy.signIn("ivy_w").openConversation("juniper_w").readsLast("to Juniper");
    assertEquals("#/messages/" + first, ivy.hash());
    assertEquals("juniper_w · Messages", ivy.driver().getTitle());

    ivy.openConversation("kale_w").readsLast("to Kale");
    ivy.driver().navigate().refresh();
    ivy.readsLast("to Kale");
    assertEquals("#/messages/" + second, ivy.hash());
    ivy.driver().navigate().back();
    ivy.readsLast("to Juniper");
    ivy.driver().navigate().forward();
    ivy.readsLast("to Kale");
    assertEquals(
        "page",
        ivy.driver()
            .findElement(MessengerPage.conversation("kale_w"))
            .getDomAttribute("aria-current"));
  }

  @Test
  void aStrangerCannotReadAConversation(MessengerPage stranger, PageUnderTest system) {
    String group = system.conversation("linden_w", "maple_w", "private");
    system.signUp("stranger_w", "Stranger");
    stranger.signIn("stranger_w").open("#/messages/" + group);

    stranger.see("This conversation does not exist");
    assertEquals(List.of(), stranger.messages());
  }
}
