package cruddur.web;

import static cruddur.web.Network.FORWARDED;
import static cruddur.web.Network.REQUEST_LOST;
import static cruddur.web.Network.RESPONSE_LOST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Conversations that are started, and the list of them. */
@ExtendWith(BrowserExtension.class)
class NewConversationTest {

  private static final By COMPOSER = By.cssSelector(".composer textarea");

  @Test
  void anExistingConversationIsOpened(MessengerPage fir, PageUnderTest system) {
    String group = system.conversation("fir_w", "gorse_w", "before");
    fir.signIn("fir_w").open("#/new/gorse_w");

    fir.awaitEquals("#/messages/" + group, fir::hash);
    fir.readsLast("before");
  }

  @Test
  void theFocusStaysInTheComposerOnAPhoneWhenTheConversationStarts(
      MessengerPage medick, PageUnderTest system) {
    system.signUp("medick_w", "Medick");
    system.signUp("mullein_w", "Mullein");
    medick.resize(390, 780, true);
    medick.signIn("medick_w").open("#/new/mullein_w");
    medick.send("one");
    medick.await(() -> medick.hash().startsWith("#/messages/"));

    medick.press("two");
    medick.click(By.cssSelector(".composer .send"));

    medick.readsLast("one", "two");
  }

  /** Messages are sent every few milliseconds, also between the start and the change of address. */
  @Test
  void messagesWrittenWhileTheConversationStartsKeepTheirOrder(
      MessengerPage rue, PageUnderTest system) {
    system.signUp("rue_w", "Rue");
    system.signUp("sage_w", "Sage");
    rue.signIn("rue_w").open("#/new/sage_w").see("Nothing has been written yet");

    rue.run(
        """
        let count = 0;
        const timer = setInterval(() => {
          const box = document.querySelector(".composer textarea");
          if (box === null || count === 40) {
            return;
          }
          box.value = `line ${count}`;
          box.dispatchEvent(new Event("input", { bubbles: true }));
          box.form.requestSubmit();
          count += 1;
        }, 3);
        """);

    List<String> lines = IntStream.range(0, 40).mapToObj(i -> "line " + i).toList();
    rue.awaitEquals(lines, rue::messages);
    rue.await(() -> rue.states().stream().allMatch("sent"::equals));
    assertEquals(lines, system.messages("sage_w", system.groups("rue_w").getFirst()));
    assertEquals("", rue.value(COMPOSER));
  }

  @Test
  void theComposerStaysAsItIsWhenTheConversationStarts(MessengerPage sedum, PageUnderTest system) {
    system.signUp("sedum_w", "Sedum");
    system.signUp("senna_w", "Senna");
    try (Network network = new Network(system.address())) {
      network.rest(kind -> kind.startsWith("POST /api/") ? REQUEST_LOST : FORWARDED);
      sedum.at(network).signIn("sedum_w").open("#/new/senna_w");
      sedum.write("first").type(COMPOSER, "unfinished");
      sedum.run(
          """
          window.box = document.querySelector(".composer textarea");
          window.box.setSelectionRange(2, 4);
          """);
      network.rest(_ -> FORWARDED);

      sedum.tryNow().await(() -> sedum.hash().startsWith("#/messages/"));
      sedum.awaitEquals(List.of("sent"), sedum::states);
      assertEquals(
          "unfinished 2 4",
          sedum.run(
              """
              const box = document.activeElement;
              return box === window.box && `${box.value} ${box.selectionStart} ${box.selectionEnd}`;
              """));
      assertEquals(
          "page",
          sedum
              .driver()
              .findElement(MessengerPage.conversation("senna_w"))
              .getDomAttribute("aria-current"));
    }
  }

  /** The response to the first message is lost, so that only the list knows the conversation. */
  @Test
  void messagesInAConversationFollowThoseThatWereToStartIt(
      MessengerPage tulip, PageUnderTest system) {
    system.signUp("tulip_w", "Tulip");
    system.signUp("violet_w", "Violet");
    try (Network network = new Network(system.address())) {
      tulip.at(network).signIn("tulip_w").open("#/new/violet_w").see("Nothing has been written");
      network.next("POST /api/message_groups", RESPONSE_LOST);
      network.rest(kind -> kind.startsWith("POST /api/") ? REQUEST_LOST : FORWARDED);
      tulip.write("one").write("two").type(COMPOSER, "thr");

      tulip.openConversation("violet_w");
      tulip.awaitEquals("thr", () -> tulip.value(COMPOSER));
      tulip.write("ee").write("four");
      tulip.reload();
      tulip.awaitEquals(List.of("one", "two", "three", "four"), tulip::messages);
      network.rest(_ -> FORWARDED);

      tulip.tryNow().awaitEquals(List.of("sent", "sent", "sent", "sent"), tulip::states);
      String group = system.groups("tulip_w").getFirst();
      assertEquals(List.of("one", "two", "three", "four"), tulip.messages());
      assertEquals(tulip.messages(), system.messages("violet_w", group));
      assertEquals(1, system.groups("tulip_w").size());
    }
  }

  @Test
  void theDraftOfAnExistingConversationIsKept(MessengerPage ursinia, PageUnderTest system) {
    String group = system.conversation("ursinia_w", "verbena_w", "before");
    try (Network network = new Network(system.address())) {
      ursinia.at(network).signIn("ursinia_w").openConversation("verbena_w").type(COMPOSER, "kept");
      network.rest(kind -> kind.equals("GET /api/message_groups") ? REQUEST_LOST : FORWARDED);
      ursinia.driver().get("about:blank");
      ursinia.open("#/new/verbena_w").type(COMPOSER, "added");
      network.rest(_ -> FORWARDED);

      ursinia.tryNow().awaitEquals("#/messages/" + group, ursinia::hash);
      assertEquals("kept\nadded", ursinia.value(COMPOSER));
    }
  }

  @Test
  void aDraftMovesIntoTheConversationThatItsMessageStarted(
      MessengerPage teasel, PageUnderTest system) {
    system.signUp("teasel_w", "Teasel");
    system.signUp("vervain_w", "Vervain");
    try (Network network = new Network(system.address())) {
      teasel.at(network).signIn("teasel_w").open("#/new/vervain_w");
      network.next("POST /api/message_groups", REQUEST_LOST);
      teasel.write("first").type(COMPOSER, "unfinished");

      teasel.await(() -> teasel.hash().startsWith("#/messages/"));
      teasel.awaitEquals("unfinished", () -> teasel.value(COMPOSER));
    }
  }

  @Test
  void moreConversationsLoadOnScrollingOnly(MessengerPage nyssa, PageUnderTest system) {
    system.signUp("nyssa_w", "Nyssa");
    for (int i = 10; i < 40; i++) {
      system.signUp("friend" + i, "Friend " + i);
      String group = system.start("friend" + i, "nyssa_w", "hello from " + i);
      // The page would count how many are unread.
      system.markRead("nyssa_w", group);
    }
    nyssa.resize(390, 600, true);
    nyssa.signIn("nyssa_w").openConversation("friend39").send("hello");
    nyssa.awaitEquals("friend39: hello", () -> nyssa.conversations().getFirst());
    assertEquals(20, nyssa.conversations().size());
    nyssa.resize(1280, 600, false);

    nyssa.await(() -> {
      nyssa.run(
          "const list = document.getElementById('conversations'); list.scrollTop = list.scrollHeight");
      return nyssa.conversations().size() == 30;
    });

    List<String> all = nyssa.conversations();
    assertEquals("friend39: hello", all.getFirst());
    assertEquals("friend10: hello from 10", all.getLast());
  }

  @Test
  void theFirstMessageStaysVisibleAndInPositionWhenItArrives(
      MessengerPage orris, PageUnderTest system) {
    system.signUp("orris_w", "Orris");
    system.signUp("oxalis_w", "Oxalis");
    try (Network network = new Network(system.address())) {
      network.rest(kind -> kind.startsWith("POST /api/") ? REQUEST_LOST : FORWARDED);
      orris.at(network).signIn("orris_w").open("#/new/oxalis_w");
      orris.write("one").write("two").see("Waiting for the network");
      double position = orris.positionOf("one");
      orris.run(
          """
          window.counts = new Set();
          new MutationObserver(() => window.counts.add(document.querySelectorAll(".bubble").length))
            .observe(document.body, { childList: true, subtree: true });
          """);

      network.rest(_ -> FORWARDED);
      orris.tryNow().awaitEquals(List.of("sent", "sent"), orris::states);
      orris.await(() -> network.count("GET /api/messages/*") > 1);
      assertEquals(position, orris.positionOf("one"));
      assertEquals("2", orris.run("return [...window.counts].join()"));
    }
  }

  @Test
  void goingBackToTheListAddsNothingToTheHistory(MessengerPage protea, PageUnderTest system) {
    system.conversation("protea_w", "poplar_w", "before");
    system.signUp("prunus_w", "Prunus");
    By back = By.cssSelector(".back");
    protea.resize(390, 780, true);
    protea.signIn("protea_w").openConversation("poplar_w").click(back);
    protea.see(By.id("conversations"), "poplar_w");
    Object entries = protea.run("return history.length");

    for (int i = 0; i < 3; i++) {
      protea.openConversation("poplar_w").click(back);
      protea.awaitEquals("#/", protea::hash);
      protea.click(By.id("new-conversation"));
      protea.type(By.id("handle"), "prunus_w").see("Prunus");
      protea.press(Keys.ENTER);
      protea.awaitEquals("#/new/prunus_w", protea::hash);
      protea.click(back);
      protea.awaitEquals("#/", protea::hash);
    }

    assertEquals(entries, protea.run("return history.length"));
    for (int i = 0; i < 3; i++) {
      protea.click(By.id("new-conversation"));
      protea.type(By.id("handle"), "poplar_w");
      protea.click(By.cssSelector("#found .choice"));
      protea.readsLast("before").click(back);
      protea.awaitEquals("#/", protea::hash);
    }
    assertEquals(entries, protea.run("return history.length"));
    protea.openConversation("poplar_w").driver().navigate().back();
    protea.awaitEquals("#/", protea::hash);
  }

  @Test
  void goingBackFromAHiddenConversationAddsNothingToTheHistory(
      MessengerPage petunia, PageUnderTest system) {
    String group = system.conversation("petunia_w", "phlox_w", "before");
    system.hide("petunia_w", group);
    By back = By.cssSelector(".back");
    petunia.resize(390, 780, true);
    petunia.signIn("petunia_w");
    Object[] entries = new Object[3];
    for (int i = 0; i < entries.length; i++) {
      petunia.click(By.linkText("Hidden conversations"));
      petunia.click(By.cssSelector(".choice-link"));
      petunia.readsLast("before").click(back);
      petunia.awaitEquals("#/", petunia::hash);
      entries[i] = petunia.run("return history.length");
    }

    assertEquals(entries[0], entries[2]);
  }

  @Test
  void anOlderOrHiddenConversationIsFoundAndOpened(MessengerPage quince, PageUnderTest system) {
    system.signUp("quince_w", "Quince");
    String oldest = null;
    for (int i = 0; i < 22; i++) {
      system.signUp("peer" + i, "Peer " + i);
      String group = system.start("peer" + i, "quince_w", "from " + i);
      system.markRead("quince_w", group);
      oldest = oldest == null ? group : oldest;
    }
    system.signUp("quail_w", "Quail");
    system.signUp("rosemary_w", "Rosemary");
    String hidden = system.start("rosemary_w", "quince_w", "from Rosemary");
    system.hide("quince_w", hidden);
    quince.resize(1280, 500, false);
    // The newest page of 20 has a hidden one.
    quince.signIn("quince_w").await(() -> quince.conversations().size() == 19);

    quince.open("#/new/peer0").awaitEquals("#/messages/" + oldest, quince::hash);
    quince.readsLast("from 0");
    quince.open("#/new/rosemary_w").awaitEquals("#/messages/" + hidden, quince::hash);
    quince.readsLast("from Rosemary");
    quince.open("#/new/quail_w").see("Nothing has been written yet");
  }

  @Test
  void nothingIsSaidOfEarlierMessagesWhileTheyAreUnknown(
      MessengerPage salvia, PageUnderTest system) {
    system.signUp("salvia_w", "Salvia");
    system.signUp("savory_w", "Savory");
    try (Network network = new Network(system.address())) {
      network.rest(kind -> kind.equals("GET /api/message_groups") ? REQUEST_LOST : FORWARDED);
      salvia.at(network).signIn("salvia_w").open("#/new/savory_w").see("You and Savory");
      salvia.see("Write a message below. Earlier messages, if there are any, appear here.");
      network.rest(_ -> FORWARDED);

      salvia.tryNow().see("Nothing has been written yet. Write the first message below.");
    }
  }
}
