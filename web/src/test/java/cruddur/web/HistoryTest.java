package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** Older messages, and messages that arrive while the page is offline. */
@ExtendWith(BrowserExtension.class)
class HistoryTest {

  @Test
  void theSampleConversationLoadsToItsBeginning(MessengerPage ines, PageUnderTest system) {
    List<String> newest = system.messages("ines_v", system.sampleGroup());
    ines.signIn("ines_v").openConversation("tarek_o").readsLast(newest.getLast());
    assertTrue(ines.isAtEnd());

    ines.await(() -> {
      ines.scrollToTop();
      return ines.messages().getFirst().startsWith("Tarek! Are you still up");
    });

    List<String> all = ines.messages();
    assertEquals(newest, all.subList(all.size() - newest.size(), all.size()));
    assertEquals(all.size(), ines.texts(".message").size());
    List<String> days = ines.texts(".day");
    assertEquals(days.stream().distinct().toList(), days);
    assertTrue(days.size() > 3, days::toString);
    ines.await(() -> !ines.present(By.cssSelector(".log-above .loading")));
  }

  @Test
  void theScrollPositionStaysWhileOlderMessagesLoadAbove(
      MessengerPage tarek, PageUnderTest system) {
    List<String> newest = system.messages("tarek_o", system.sampleGroup());
    tarek.resize(1280, 800, false);
    tarek.signIn("tarek_o").openConversation("ines_v").readsLast(newest.getLast());
    int before = tarek.messages().size();
    String reading = tarek.messages().getFirst();

    double position = tarek.scrollToTopAndMeasure(reading);

    tarek.await(() -> tarek.messages().size() > before);
    assertEquals(position, tarek.positionOf(reading), 1.5);
  }

  @Test
  void newMessagesAreCountedAndDoNotMoveThePageWhileReadingAbove(
      MessengerPage mei, PageUnderTest system) {
    String group = system.conversation("lilac_w", "mint_w", lines(30));
    mei.resize(1280, 600, false);
    mei.signIn("mint_w").openConversation("lilac_w").readsLast("line 30");
    mei.await(() -> {
      mei.scrollToTop();
      return !mei.isAtEnd() && mei.messages().size() == 30;
    });
    double position = mei.positionOf("line 5");

    system.send("lilac_w", group, "news");

    mei.see(By.cssSelector(".newest"), "1 new");
    assertEquals(position, mei.positionOf("line 5"), 1.5);
    mei.click(By.cssSelector(".newest"));
    mei.await(mei::isAtEnd);
    mei.readsLast("line 30", "news");
  }

  @Test
  void moreThanAPageOfMissedMessagesIsLoaded(MessengerPage olive, PageUnderTest system) {
    String group = system.conversation("olive_w", "poppy_w", "line 0");
    olive.signIn("olive_w").openConversation("poppy_w").readsLast("line 0");
    olive.offline(true);
    for (String line : lines(45)) {
      system.send("poppy_w", group, line);
    }
    olive.offline(false);

    olive.readsLast("line 45");
    assertEquals(
        IntStream.rangeClosed(0, 45).mapToObj(i -> "line " + i).toList(), olive.messages());
  }

  @Test
  void messagesMissedBeforeAnOwnMessageAreLoaded(MessengerPage pansy, PageUnderTest system) {
    String group = system.conversation("pansy_w", "privet_w", "line 0");
    try (Network network = new Network(system.address())) {
      pansy.at(network).signIn("pansy_w").openConversation("privet_w").readsLast("line 0");
      network.rest(kind -> kind.startsWith("GET") ? Network.REQUEST_LOST : Network.FORWARDED);
      for (String line : lines(45)) {
        system.send("privet_w", group, line);
      }
      pansy.write("mine");
      pansy.awaitEquals(List.of("sent", "sent"), pansy::states);
      network.rest(_ -> Network.FORWARDED);

      pansy.awaitEquals(47, () -> pansy.messages().size());
      assertEquals(system.messages("privet_w", group), pansy.messages());
    }
  }

  @Test
  void anUnchangedPageIsNotReturnedAgain(MessengerPage sorrel, PageUnderTest system) {
    system.conversation("sorrel_w", "tansy_w", "before");
    try (Network network = new Network(system.address())) {
      sorrel.at(network).signIn("sorrel_w").openConversation("tansy_w").readsLast("before");

      sorrel.await(() -> network.unchanged("GET /api/messages/*") > 1);
      sorrel.await(() -> network.unchanged("GET /api/message_groups") > 1);
      assertEquals(List.of("before"), sorrel.messages());
    }
  }

  private static String[] lines(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "line " + i).toArray(String[]::new);
  }
}
