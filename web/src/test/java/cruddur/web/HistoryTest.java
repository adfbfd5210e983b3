package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Older messages, and messages that arrive while the page is offline. */
@ExtendWith(BrowserExtension.class)
class HistoryTest {

  private static final By NEWEST = By.cssSelector(".newest");

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

    mei.see(NEWEST, "1 new");
    assertEquals(position, mei.positionOf("line 5"), 1.5);
    mei.click(NEWEST);
    mei.await(mei::isAtEnd);
    mei.readsLast("line 30", "news");
  }

  @Test
  void aButtonLeadsToTheNewestMessage(MessengerPage reseda, PageUnderTest system) {
    system.conversation("reseda_w", "robinia_w", lines(30));
    reseda.resize(1280, 600, false);
    reseda.signIn("reseda_w").openConversation("robinia_w").readsLast("line 30");
    assertFalse(reseda.driver().findElement(NEWEST).isDisplayed());

    reseda.scrollToTop();
    reseda.await(() -> reseda.driver().findElement(NEWEST).isDisplayed());
    assertEquals(
        "Go to the newest message",
        reseda.driver().findElement(NEWEST).getDomAttribute("aria-label"));
    reseda.click(NEWEST);

    reseda.await(reseda::isAtEnd);
    reseda.await(() -> !reseda.driver().findElement(NEWEST).isDisplayed());
    assertEquals("Messages with robinia_w", reseda.focused());
  }

  @Test
  void copiedMessagesHaveTimesAndWriters(MessengerPage sumac, PageUnderTest system) {
    String group = system.conversation("sumac_w", "statice_w", "one", "two\nlines", "three");
    system.send("statice_w", group, "four");
    sumac.signIn("sumac_w").openConversation("statice_w").readsLast("three", "four");

    List<String> lines = List.of(copied(sumac, "one", 1, "four", 2).split("\n"));
    assertEquals(
        List.of("sumac_w: ne", "sumac_w: two", "lines", "sumac_w: three", "statice_w: fo"),
        lines.stream().map(line -> line.replaceFirst("^\\[[^]]*\\] ", "")).toList());
    assertEquals(
        4, lines.stream().filter(line -> line.matches("\\[.*\\d{4}.*\\d:\\d\\d.*\\] .*")).count());
    assertEquals("wo\nl", copied(sumac, "two\nlines", 1, "two\nlines", 5));
  }

  /** Selects from a position in a message to a position in another one, and copies that. */
  private static String copied(MessengerPage page, String from, int start, String to, int end) {
    page.run(
        """
        const [from, start, to, end] = arguments;
        const textOf = (text) =>
          [...document.querySelectorAll(".bubble")].find((one) => one.textContent === text).firstChild;
        document.querySelector(".log").focus();
        getSelection().setBaseAndExtent(textOf(from), start, textOf(to), end);
        addEventListener(
          "copy", (event) => (window.copied = event.clipboardData.getData("text/plain")), { once: true });
        """,
        from,
        start,
        to,
        end);
    page.press(Keys.chord(Keys.CONTROL, "c"));
    return (String) page.run("return window.copied");
  }

  @Test
  void theTimeOfEachMessageOfAGroupIsShownByTapAndByKeyboard(
      MessengerPage thrift, PageUnderTest system) {
    system.conversation("thrift_w", "torenia_w", "one", "two", "three");
    thrift.resize(390, 780, true);
    thrift.signIn("thrift_w").openConversation("torenia_w").readsLast("one", "two", "three");
    assertEquals(List.of(false, false), asides(thrift));

    thrift.click(By.xpath("//p[.='two']"));
    assertEquals(List.of(false, true), asides(thrift));
    thrift.click(By.xpath("//p[.='two']"));
    assertEquals(List.of(false, false), asides(thrift));

    thrift.resize(1280, 600, false);
    thrift.click(By.cssSelector(".composer textarea"));
    thrift.tabTo("Messages with torenia_w");
    assertEquals(List.of(true, true), asides(thrift));
  }

  /** Whether the times of the messages within groups are visible. */
  private static Object asides(MessengerPage page) {
    return page.run(
        """
        return [...document.querySelectorAll(".aside")].map((time) =>
          /\\d/.test(time.textContent) && getComputedStyle(time).clipPath === "none");
        """);
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

      pansy.tryNow().awaitEquals(47, () -> pansy.messages().size());
      assertEquals(system.messages("privet_w", group), pansy.messages());
    }
  }

  @Test
  void aConversationLoadsWhileTheRequestOfAnotherHasNoResponse(
      MessengerPage umber, PageUnderTest system) {
    String held = system.conversation("umber_w", "vinca_w", "of vinca");
    system.signUp("wisteria_w", "Wisteria");
    system.start("umber_w", "wisteria_w", "of wisteria");
    CountDownLatch released = new CountDownLatch(1);
    try (Network network = new Network(system.address())) {
      umber.beforeLoading("AbortSignal.timeout = () => new AbortController().signal;");
      umber.at(network).signIn("umber_w").await(() -> umber.conversations().size() == 2);
      network.next("GET /api/messages/*", new Network.Disposition.Held(released));
      umber.run("location.hash = '#/messages/" + held + "'");
      umber.await(() -> network.count("GET /api/messages/*") == 1);

      umber.openConversation("wisteria_w").readsLast("of wisteria");
      released.countDown();
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
