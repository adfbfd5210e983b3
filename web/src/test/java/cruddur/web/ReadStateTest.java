package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.local.faults.FaultSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** What counts as unread, on all devices of a user, and where it begins. */
@ExtendWith(BrowserExtension.class)
class ReadStateTest {

  private static final String MARK = "PUT /api/message_groups/*/read_marker";
  private static final By NEWEST = By.cssSelector(".newest");
  private static final FaultSettings FAULTS = new FaultSettings(0.1, 17, Duration.ofMillis(300));

  /** Keeps each number of unread messages that the list shows, in order. */
  private static final String COUNT_RECORDER =
      """
      window.shownCounts = [];
      new MutationObserver(() => {
        const shown = document.querySelector(".unread-count")?.firstChild.textContent ?? "";
        if (shown !== window.shownCounts.at(-1)) {
          window.shownCounts.push(shown);
        }
      }).observe(document, { subtree: true, childList: true, characterData: true });
      """;

  private static final String FOCUS =
      """
      window.isFocused = false;
      document.hasFocus = () => window.isFocused;
      window.setFocus = (isFocused) => {
        window.isFocused = isFocused;
        dispatchEvent(new Event(isFocused ? "focus" : "blur"));
      };
      window.setHidden = (isHidden) => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
        document.dispatchEvent(new Event("visibilitychange"));
      };
      """;

  @Test
  void countsAreRightAtEveryStepForTwoUsersAndASecondDevice(
      MessengerPage ada, MessengerPage bo, MessengerPage second, PageUnderTest system) {
    talk(ada, bo, second, system);

    ada.awaitEquals(List.of(1), () -> system.unreadCounts("ada_r"));
    bo.awaitEquals(List.of(0), () -> system.unreadCounts("bo_r"));
  }

  @Test
  void countsAreRightWhileRequestsAndResponsesAreLost(
      MessengerPage ada, MessengerPage bo, MessengerPage second) {
    try (PageUnderTest system = PageUnderTest.start(PageUnderTest.TEMPLATE, Optional.of(FAULTS))) {
      for (MessengerPage page : List.of(ada, bo, second)) {
        page.at(system.address());
      }
      bo.beforeLoading(COUNT_RECORDER);
      talk(ada, bo, second, system);

      // What was read once never comes back: there are fewer later.
      List<?> shown = (List<?>) bo.run("return window.shownCounts");
      assertEquals(shown.indexOf("3"), shown.lastIndexOf("3"), shown::toString);
      system.endFaults();
      // A mark whose request was lost is sent again after a pause.
      ada.awaitEquals(List.of(1), () -> system.unreadCounts("ada_r"));
      bo.awaitEquals(List.of(0), () -> system.unreadCounts("bo_r"));
    }
  }

  /** Everything is written by the pages, because these send again what is lost. */
  private static void talk(
      MessengerPage ada, MessengerPage bo, MessengerPage second, PageUnderTest system) {
    system.signUp("ada_r", "Ada");
    system.signUp("bo_r", "Bo");
    bo.signIn("bo_r");
    second.signIn("bo_r");
    ada.signIn("ada_r").open("#/new/bo_r");
    ada.typeWhereFocused("one");
    ada.typeWhereFocused("two");
    ada.typeWhereFocused("three");
    assertShown("3", bo, second);
    assertShown("", ada);

    bo.openConversation("ada_r").readsLast("one", "two", "three");
    assertShown("", bo, second);
    bo.open("#/");
    ada.write("four").write("five");
    assertShown("2", bo, second);
    assertShown("", ada);

    second.openConversation("ada_r").readsLast("four", "five");
    assertShown("", bo, second);
    second.write("six");
    ada.readsLast("six");
    assertShown("", ada, bo, second);
    ada.open("#/");
    second.write("seven");
    assertShown("1", ada);
    assertShown("", bo, second);
  }

  private static void assertShown(String count, MessengerPage... pages) {
    String title = count.isEmpty() ? "" : "(1) ";
    for (MessengerPage page : pages) {
      page.awaitEquals(List.of(count), page::unreadCounts);
      page.await(() -> page.driver().getTitle().startsWith(title));
      page.await(() -> page.driver().getTitle().startsWith("(") == !title.isEmpty());
    }
  }

  @Test
  void aConversationIsReadOnceItsEndWasVisibleForAMomentInAFocusedWindow(
      MessengerPage cleo, PageUnderTest system) {
    String group = system.conversation("dov_r", "cleo_r", "one");
    HeldTimers reading = new HeldTimers(cleo, HeldTimers.READING_MS);
    cleo.beforeLoading(FOCUS);
    cleo.resize(1280, 600, false);
    try (Network network = new Network(system.address())) {
      cleo.at(network).signIn("cleo_r").openConversation("dov_r").readsLast("one");
      cleo.await(() -> cleo.present(By.cssSelector(".divider")));
      assertEquals(0, reading.count());
      cleo.run("setFocus(true)");
      reading.awaitCount(1);
      cleo.run("setFocus(false)");
      reading.awaitCount(0);
      cleo.run("setHidden(true); setFocus(true)");
      assertEquals(0, reading.count());
      cleo.run("setHidden(false)");
      reading.awaitCount(1);
      assertEquals(List.of("1"), cleo.unreadCounts());
      assertEquals(0, network.count(MARK));
      reading.end();
      cleo.awaitEquals(List.of(""), cleo::unreadCounts);
      cleo.await(() -> system.unreadCounts("cleo_r").equals(List.of(0)));
      assertEquals(1, network.count(MARK));

      for (String line : lines(20)) {
        system.send("dov_r", group, line);
      }
      cleo.readsLast("line 20");
      // Messages that arrive one after another have a timer each.
      cleo.await(() -> reading.count() > 0);
      cleo.scrollToTop();
      reading.awaitCount(0);
      cleo.awaitEquals(List.of("20"), cleo::unreadCounts);
      system.send("dov_r", group, "last");
      cleo.see(NEWEST, "1 new");
      assertEquals(0, reading.count());
      cleo.click(NEWEST);
      reading.end();
      cleo.awaitEquals(List.of(""), cleo::unreadCounts);
      cleo.await(() -> system.unreadCounts("cleo_r").equals(List.of(0)));
    }
  }

  @Test
  void aDividerIsWhereTheUnreadMessagesBegin(MessengerPage finn, PageUnderTest system) {
    String group = system.conversation("ezra_r", "finn_r", "old");
    system.send("finn_r", group, "mine");
    system.send("ezra_r", group, "new one");
    system.send("ezra_r", group, "new two");
    finn.signIn("finn_r").openConversation("ezra_r");

    assertRows(finn, "old", "mine", "New messages", "new one", "new two");
    finn.awaitEquals(List.of("2 new messages"), () -> finn.texts("#announcer p"));
    finn.awaitEquals(List.of(""), finn::unreadCounts);
    system.send("ezra_r", group, "new three");
    assertRows(finn, "old", "mine", "New messages", "new one", "new two", "new three");
    finn.write("reply");
    assertRows(finn, "old", "mine", "new one", "new two", "new three", "reply");
    finn.awaitEquals(List.of("sent", "sent"), finn::states);

    finn.open("#/");
    system.send("ezra_r", group, "later");
    finn.awaitEquals(List.of("1"), finn::unreadCounts);
    finn.reload().openConversation("ezra_r");
    assertRows(
        finn, "old", "mine", "new one", "new two", "new three", "reply", "New messages", "later");
    finn.awaitEquals(List.of(""), finn::unreadCounts);
    finn.open("#/").openConversation("ezra_r").readsLast("reply", "later");
    assertRows(finn, "old", "mine", "new one", "new two", "new three", "reply", "later");
  }

  private static void assertRows(MessengerPage page, String... texts) {
    page.awaitEquals(List.of(texts), () -> page.texts(".message .bubble, .divider"));
  }

  @Test
  void openingLoadsBackToTheDividerAndScrollsToIt(MessengerPage hal, PageUnderTest system) {
    String group = system.conversation("hal_r", "gus_r", "hello");
    for (String line : lines(45)) {
      system.send("gus_r", group, line);
    }
    hal.resize(1280, 600, false);
    try (Network network = new Network(system.address())) {
      hal.at(network).signIn("hal_r").openConversation("gus_r");

      hal.see(NEWEST, "45 new");
      assertTrue(isVisible(hal, ".divider"));
      assertFalse(hal.isAtEnd());
      assertEquals(
          "line 1",
          hal.run("return document.querySelector('.divider + .message .bubble').textContent"));
      assertEquals(List.of("45"), hal.unreadCounts());
      assertEquals(0, network.count(MARK));
      hal.click(NEWEST);
      hal.awaitEquals(List.of(""), hal::unreadCounts);
      hal.readsLast("line 45");
    }
  }

  private static boolean isVisible(MessengerPage page, String selector) {
    return (boolean)
        page.run(
            """
            const { top, bottom } = document.querySelector(arguments[0]).getBoundingClientRect();
            const log = document.querySelector(".log").getBoundingClientRect();
            return top >= log.top && bottom <= log.bottom;
            """,
            selector);
  }

  @Test
  void oneMarkIsSentAtATimeAndALostOneAgain(MessengerPage ike, PageUnderTest system) {
    String group = system.conversation("jo_r", "ike_r", "one");
    CountDownLatch released = new CountDownLatch(1);
    try (Network network = new Network(system.address())) {
      HeldTimers reading = new HeldTimers(ike, HeldTimers.READING_MS);
      network.next(MARK, new Network.Disposition.Held(released), Network.RESPONSE_LOST);
      ike.at(network).signIn("ike_r").openConversation("jo_r").readsLast("one");
      reading.end();
      ike.await(() -> network.count(MARK) == 1);
      for (String text : List.of("two", "three")) {
        system.send("jo_r", group, text);
        ike.readsLast(text);
        reading.end();
        ike.awaitEquals(List.of(""), ike::unreadCounts);
      }
      assertEquals(1, network.count(MARK));
      released.countDown();

      ike.await(() -> {
        ike.tryNow();
        return network.count(MARK) == 3;
      });
      ike.await(() -> system.unreadCounts("ike_r").equals(List.of(0)));
      ike.awaitEquals(List.of(""), ike::unreadCounts);
      assertEquals(3, network.count(MARK));
    }
  }

  @Test
  void moreThan99AreShownAsSuch(MessengerPage kit, PageUnderTest system) {
    system.conversation("lou_r", "kit_r", "one");
    try (Network network = new Network(system.address())) {
      String list =
          """
          [{"uuid":"d4d4d4d4-0000-4000-8000-000000000001","display_name":"Lou","handle":"lou_r","message":"x",
            "created_at":"2026-11-22T13:07:40.123456+00:00","unread_count":100,"read_up_to":null,
            "last_message_from_me":false}]
          """;
      network.rest(kind ->
          kind.equals("GET /api/message_groups") ? Network.refused(200, list) : Network.FORWARDED);
      kit.at(network).signIn("kit_r");

      kit.awaitEquals(List.of("99+"), kit::unreadCounts);
      assertEquals(List.of("99+ new messages"), kit.texts(".unread-count"));
    }
  }

  @Test
  void conversationsBeyondTheFirstPageAreCountedAndFollowOtherDevices(
      MessengerPage max, PageUnderTest system) {
    system.signUp("max_r", "Max");
    String last = null;
    for (int i = 1; i <= 22; i++) {
      system.signUp("max_r_" + i, "Friend " + i);
      String group = system.start("max_r_" + i, "max_r", "hello");
      last = last == null ? group : last;
    }
    max.resize(1280, 500, false);
    max.signIn("max_r").awaitEquals("(22) Messages", () -> max.driver().getTitle());

    system.markRead("max_r", last);

    max.awaitEquals("(21) Messages", () -> max.driver().getTitle());
    assertEquals("", max.unreadCounts().getLast());
  }

  @Test
  void whatEarlierVersionsKeptInTheBrowserIsRemoved(MessengerPage noa, PageUnderTest system) {
    system.signUp("noa_r", "Noa");
    noa.open("");
    noa.run("localStorage.setItem('messages.settings.noa_r.seen', '{}')");

    noa.signIn("noa_r").see("No conversations yet");

    assertNull(noa.run("return localStorage.getItem('messages.settings.noa_r.seen')"));
  }

  private static String[] lines(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "line " + i).toArray(String[]::new);
  }

  @Test
  void onlyWhatIsAfterTheReadMarkerIsAnnouncedAsNew(MessengerPage ora, PageUnderTest system) {
    String group = system.conversation("ora_r", "pip_r", "mine");
    system.send("pip_r", group, "A");
    system.send("pip_r", group, "B");
    system.markRead("ora_r", group);
    for (String line : lines(40)) {
      system.send("pip_r", group, line);
    }
    ora.resize(1280, 600, false);

    ora.signIn("ora_r").openConversation("pip_r");

    ora.see(NEWEST, "40 new");
    assertEquals(List.of("40 new messages"), ora.texts("#announcer p"));
    assertEquals(List.of("40"), ora.unreadCounts());
  }

  @Test
  void aMessageThatTheUserSeesArriveHasNoDivider(MessengerPage quy, PageUnderTest system) {
    String group = system.conversation("quy_r", "rae_r", "one");
    quy.beforeLoading(FOCUS);
    quy.signIn("quy_r").openConversation("rae_r").run("setFocus(true)");

    system.send("rae_r", group, "two");

    assertRows(quy, "one", "two");
    quy.awaitEquals(List.of("rae_r: two"), () -> quy.texts("#announcer p"));
    assertRows(quy, "one", "two");
  }

  @Test
  void theDividerBeginsAnewForEachAbsence(MessengerPage sol, PageUnderTest system) {
    String group = system.conversation("sol_r", "tom_r", "one");
    HeldTimers reading = new HeldTimers(sol, HeldTimers.READING_MS);
    sol.beforeLoading(FOCUS);
    sol.signIn("sol_r").openConversation("tom_r").run("setFocus(true)");
    sol.write("mine");
    sol.awaitEquals(List.of("sent", "sent"), sol::states);
    sol.run("setFocus(false)");
    system.send("tom_r", group, "two");
    assertRows(sol, "one", "mine", "New messages", "two");
    system.send("tom_r", group, "three");
    assertRows(sol, "one", "mine", "New messages", "two", "three");

    sol.run("setFocus(true)");
    reading.end();
    sol.await(() -> system.unreadCounts("sol_r").equals(List.of(0)));
    system.send("tom_r", group, "four");
    assertRows(sol, "one", "mine", "New messages", "two", "three", "four");
    reading.end();
    sol.await(() -> system.unreadCounts("sol_r").equals(List.of(0)));
    sol.run("setFocus(false)");
    system.send("tom_r", group, "five");

    assertRows(sol, "one", "mine", "two", "three", "four", "New messages", "five");
  }
}
