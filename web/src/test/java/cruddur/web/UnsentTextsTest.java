package cruddur.web;

import static cruddur.web.Network.FORWARDED;
import static cruddur.web.Network.REQUEST_LOST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** What is not sent yet, in the list of conversations. */
@ExtendWith(BrowserExtension.class)
class UnsentTextsTest {

  private static final By COMPOSER = By.cssSelector(".composer textarea");

  @Test
  void failedAndWaitingMessagesAndDraftsAreInTheList(MessengerPage acacia, PageUnderTest system) {
    system.conversation("acanthus_w", "bamboo_w", "one");
    for (String friend : List.of("carob_w", "dahlia_w")) {
      system.signUp(friend, friend);
      system.start("acanthus_w", friend, "one");
    }
    try (Network network = new Network(system.address())) {
      acacia.at(network).signIn("acanthus_w").openConversation("bamboo_w");
      network.next("POST /api/messages", Network.refused(404, "[\"message_group_not_found\"]"));
      network.rest(kind -> kind.startsWith("POST /api/") ? REQUEST_LOST : FORWARDED);
      acacia.write("failed");
      acacia.awaitEquals("failed", () -> acacia.states().getLast());
      acacia.openConversation("carob_w").write("waits").write("waits too");
      acacia.openConversation("dahlia_w").type(COMPOSER, "unfinished");

      acacia.awaitEquals(
          List.of("dahlia_w: one", "carob_w: Waiting: waits too", "bamboo_w: Not sent: failed"),
          acacia::labeledConversations);
      acacia.openConversation("bamboo_w");
      acacia.awaitEquals(
          "dahlia_w: Draft: unfinished", () -> acacia.labeledConversations().getFirst());

      acacia.click(By.xpath("//button[.='Delete']"));
      network.rest(_ -> FORWARDED);
      acacia
          .tryNow()
          .awaitEquals(
              List.of("carob_w: waits too", "dahlia_w: Draft: unfinished", "bamboo_w: one"),
              acacia::labeledConversations);
    }
  }

  @Test
  void aConversationWhoseFirstMessageWaitsHasARow(MessengerPage elder, PageUnderTest system) {
    system.conversation("echium_w", "freesia_w", "one");
    system.signUp("gerbera_w", "Gerbera");
    elder.signIn("echium_w").open("#/new/gerbera_w").see("Nothing has been written yet");
    elder.type(COMPOSER, "first");
    elder.awaitEquals(List.of("freesia_w: one"), elder::labeledConversations);
    elder.openConversation("freesia_w");
    elder.awaitEquals(
        List.of("gerbera_w: Draft: first", "freesia_w: one"), elder::labeledConversations);

    elder.offline(true);
    elder.click(MessengerPage.conversation("gerbera_w"));
    elder.await(() -> elder.present(COMPOSER));
    elder.write("").write("second");
    elder.awaitEquals(
        List.of("gerbera_w: Waiting: second", "freesia_w: one"), elder::labeledConversations);
    assertEquals("Gerbera", elder.texts(".conversation strong").getFirst());
    elder.click(MessengerPage.conversation("freesia_w"));
    elder.see("The messages could not be loaded");
    elder.click(MessengerPage.conversation("gerbera_w"));
    elder.readsLast("first", "second");
    elder.click(MessengerPage.conversation("freesia_w"));
    elder.see("The messages could not be loaded");
    elder.offline(false);

    elder.awaitEquals(List.of("gerbera_w: second", "freesia_w: one"), elder::labeledConversations);
    elder.click(MessengerPage.conversation("gerbera_w"));
    elder.readsLast("first", "second");
    elder.awaitEquals(List.of("sent", "sent"), elder::states);
    elder.awaitEquals("#/messages/" + system.groups("gerbera_w").getFirst(), elder::hash);
  }

  @Test
  void unsentTextsOfOlderAndHiddenConversationsHaveRows(
      MessengerPage iberis, PageUnderTest system) {
    system.signUp("iberis_w", "Iberis");
    String oldest = null;
    for (int i = 0; i < 22; i++) {
      system.signUp("herb" + i, "Herb " + i);
      String group = system.start("herb" + i, "iberis_w", "from " + i);
      system.markRead("iberis_w", group);
      oldest = oldest == null ? group : oldest;
    }
    system.signUp("jasione_w", "Jasione");
    String hidden = system.start("jasione_w", "iberis_w", "hello to you");
    system.hide("iberis_w", hidden);
    try (Network network = new Network(system.address())) {
      iberis.resize(1280, 500, false);
      // The newest page of 20 has a hidden one.
      iberis.at(network).signIn("iberis_w").await(() -> iberis.conversations().size() == 19);
      network.next("POST /api/messages", Network.refused(404, "[\"message_group_not_found\"]"));
      iberis.open("#/messages/" + oldest).readsLast("from 0").write("failed");
      iberis.awaitEquals("failed", () -> iberis.states().getLast());
      iberis.open("#/messages/" + hidden).readsLast("hello to you");
      iberis.type(COMPOSER, "unfinished");
      iberis.open("#/hidden");
      iberis.awaitEquals(List.of("Draft: unfinished"), () -> iberis.texts(".choice-unsent"));

      iberis.awaitEquals(
          List.of("jasione_w: Draft: unfinished", "herb0: Not sent: failed"),
          () -> iberis.labeledConversations().subList(0, 2));
      iberis.openConversation("herb0").click(By.xpath("//button[.='Delete']"));
      iberis.awaitEquals(
          List.of("jasione_w: Draft: unfinished", "herb21: from 21"),
          () -> iberis.labeledConversations().subList(0, 2));
      iberis.openConversation("jasione_w").readsLast("hello to you");
      iberis.fill(COMPOSER, "");
      iberis.awaitEquals("herb21: from 21", () -> iberis.labeledConversations().getFirst());
    }
  }
}
