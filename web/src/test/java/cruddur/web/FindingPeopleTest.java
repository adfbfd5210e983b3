package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The search for a user to write to, and the filter of the conversations. */
@ExtendWith(BrowserExtension.class)
class FindingPeopleTest {

  private static final By HANDLE = By.id("handle");
  private static final By FOUND = By.id("found");
  private static final By FILTER = By.id("filter-text");

  private static final String NOTE = "#found > .muted";

  /** A handle is looked up without a pause. */
  private static final String NO_PAUSE =
      """
      const realTimeout = window.setTimeout;
      window.setTimeout = (action, pause, ...rest) => realTimeout(action, pause === 600 ? 0 : pause, ...rest);
      """;

  /** Someone with three conversations, one of them with the given user. */
  private static void withFriends(PageUnderTest system, String handle) {
    system.signUp(handle, "Kilo");
    system.signUp(handle + "_1", "Émile Zola");
    system.signUp(handle + "_2", "Zoë Émond");
    system.signUp(handle + "_3", "王小明");
    for (int i = 1; i <= 3; i++) {
      system.start(handle, handle + "_" + i, "hello " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "em,          'Émile Zola,Zoë Émond'",
    "ZOLA,        Émile Zola",
    "zoe em,      Zoë Émond",
    "小明,         王小明",
    "@kilo_p_2,   Zoë Émond",
    "p_3,         王小明",
  })
  void peopleWhomOneTalksWithAreFoundByNameAndHandle(
      String text, String names, MessengerPage kilo, PageUnderTest system) {
    if (!system.hasUser("kilo_p")) {
      withFriends(system, "kilo_p");
    }
    kilo.signIn("kilo_p").await(() -> kilo.conversations().size() == 3);
    kilo.open("#/new");

    kilo.fill(HANDLE, text);

    kilo.awaitEquals(
        Set.of(names.split(",")), () -> Set.copyOf(kilo.texts("#found .choice strong")));
  }

  @Test
  void theConversationOfWhoWasFoundIsOpenedByKeyboard(MessengerPage kilo, PageUnderTest system) {
    withFriends(system, "kilo_k");
    kilo.signIn("kilo_k").await(() -> kilo.conversations().size() == 3);
    kilo.open("#/new").fill(HANDLE, "em");
    kilo.awaitEquals(2, () -> kilo.texts("#found .choice").size());

    kilo.press(Keys.ARROW_DOWN);
    kilo.press(Keys.ARROW_DOWN);
    kilo.press(Keys.ARROW_UP);
    kilo.press(Keys.ENTER);

    kilo.readsLast("hello 2");
  }

  @Test
  void theFocusStaysOnAPersonWhenTheLookupReturns(MessengerPage kilo, PageUnderTest system) {
    withFriends(system, "kilo_f");
    kilo.signIn("kilo_f").await(() -> kilo.conversations().size() == 3);
    kilo.open("#/new").fill(HANDLE, "em");
    kilo.awaitEquals(2, () -> kilo.texts("#found .choice").size());

    kilo.press(Keys.ARROW_DOWN);
    kilo.await(() -> kilo.focused().contains("kilo_f_"));
    String focused = kilo.focused();
    kilo.see(FOUND, "No one has the handle @em.");

    assertEquals(focused, kilo.focused());
  }

  @Test
  void theFocusStaysOnAPersonWhoWritesMeanwhile(MessengerPage tango, PageUnderTest system) {
    system.signUp("tango_p", "Tango");
    system.signUp("ulex_p", "Ulex");
    tango.signIn("tango_p").open("#/new").fill(HANDLE, "ulex_p");
    tango.awaitEquals(List.of("Ulex"), () -> tango.texts("#found .choice strong"));
    tango.press(Keys.ARROW_DOWN);
    tango.await(() -> tango.focused().contains("@ulex_p"));

    String group = system.start("ulex_p", "tango_p", "hello");

    tango.tryNow().awaitEquals(List.of("ulex_p: hello"), tango::conversations);
    tango.await(() -> tango.present(By.cssSelector("#found a[href='#/messages/" + group + "']")));
    assertTrue(tango.focused().contains("@ulex_p"), tango.focused());
  }

  @Test
  void peopleAreFoundOnceTheListIsLoaded(MessengerPage kilo, PageUnderTest system) {
    withFriends(system, "kilo_l");
    try (Network network = new Network(system.address())) {
      kilo.at(network).signIn("kilo_l").await(() -> kilo.conversations().size() == 3);
      kilo.open("#/new");
      network.rest(kind ->
          kind.equals("GET /api/message_groups") ? Network.REQUEST_LOST : Network.FORWARDED);
      kilo.driver().navigate().refresh();
      kilo.fill(HANDLE, "zola");
      kilo.see(FOUND, "No one has the handle @zola.");

      network.rest(_ -> Network.FORWARDED);

      kilo.tryNow().awaitEquals(List.of("Émile Zola"), () -> kilo.texts("#found .choice strong"));
    }
  }

  @Test
  void enterOpensTheOnlyPersonFound(MessengerPage kilo, PageUnderTest system) {
    withFriends(system, "kilo_e");
    kilo.signIn("kilo_e").await(() -> kilo.conversations().size() == 3);
    kilo.open("#/new").fill(HANDLE, "zola");

    kilo.press(Keys.ENTER);

    kilo.readsLast("hello 1");
  }

  @Test
  void aHandleIsLookedUpOnceTheTypingPauses(MessengerPage larch, PageUnderTest system) {
    system.signUp("larch_w", "Larch");
    try (Network network = new Network(system.address())) {
      larch.at(network).signIn("larch_w").open("#/new");
      larch.fill(HANDLE, "n", "no", "noo", "noor", "noor_", "noor_k");

      larch.see(FOUND, "Noor Kestrel");
      assertEquals(0, network.count("GET /api/users/@noor/short"));
      assertEquals(1, network.count("GET /api/users/@noor_k/short"));
    }
  }

  @Test
  void whatIsKnownIsNotLookedUp(MessengerPage kilo, PageUnderTest system) {
    withFriends(system, "kilo_n");
    try (Network network = new Network(system.address())) {
      kilo.beforeLoading(NO_PAUSE);
      kilo.at(network).signIn("kilo_n").await(() -> kilo.conversations().size() == 3);
      kilo.open("#/new");
      for (String text : List.of("x", "two words", "Émile", "kilo_n_2", "a/b", "kilo_n")) {
        kilo.fill(HANDLE, text);
        // A request would be sent before this returns.
        kilo.run("return new Promise((resolve) => setTimeout(() => setTimeout(resolve, 0), 0))");
      }
      for (int i = 0; i < 2; i++) {
        kilo.fill(HANDLE, "nobody_n");
        kilo.awaitEquals(List.of("No one has the handle @nobody_n."), () -> kilo.texts(NOTE));
        kilo.fill(HANDLE, "noor_k");
        kilo.see(FOUND, "Noor Kestrel");
      }
      kilo.press(Keys.ENTER);
      kilo.see("Nothing has been written yet");

      assertEquals(
          List.of("GET /api/users/@nobody_n/short", "GET /api/users/@noor_k/short"),
          network.kinds().stream().filter(kind -> kind.contains("/users/")).sorted().toList());
      assertEquals(1, network.count("GET /api/users/@nobody_n/short"));
      assertEquals(1, network.count("GET /api/users/@noor_k/short"));
    }
  }

  @Test
  void anUnknownHandleIsSaidQuietlyAndOnce(MessengerPage hazel, PageUnderTest system) {
    system.signUp("hazel_w", "Hazel");
    hazel.signIn("hazel_w").open("#/new");

    hazel.fill(HANDLE, "nobody_v", "nobody_w");
    hazel.awaitEquals(List.of("No one has the handle @nobody_w."), () -> hazel.texts(NOTE));
    hazel.press(Keys.ENTER);
    hazel.fill(HANDLE, "nobody_w ");
    hazel.awaitEquals(List.of("No one has the handle @nobody_w."), () -> hazel.texts(NOTE));

    assertEquals(
        List.of("No one has the handle @nobody_w."), hazel.texts("#announcer[aria-live=polite] p"));
    assertEquals(List.of(), hazel.texts("#found .problem, #found [role=alert]"));
    assertEquals("#/new", hazel.hash());
    hazel.open("#/new/nobody_w").see("No one has the handle @nobody_w");
  }

  @Test
  void noOneHasOnesOwnOrAnImpossibleHandle(MessengerPage lotus, PageUnderTest system) {
    system.signUp("lotus_w", "Lotus");
    lotus.signIn("lotus_w").open("#/new");
    for (String text : List.of("two words", "a/b", "..", "%", "José", "x".repeat(300))) {
      lotus.fill(HANDLE, text);
      lotus.awaitEquals(
          List.of(
              "Nobody in your newest conversations has this name."
                  + " A handle has only letters from a to z, digits, and _ . -"),
          () -> lotus.texts(NOTE));
      lotus.press(Keys.ENTER);
    }
    lotus.fill(HANDLE, "Lotus_W");
    lotus.see(FOUND, "That is you.");
    lotus.press(Keys.ENTER);
    assertEquals("#/new", lotus.hash());
    lotus.open("#/new/lotus_w").see("That is you");
  }

  @Test
  void aRateLimitedLookupIsReportedAndRetried(MessengerPage myrtle, PageUnderTest system) {
    system.signUp("myrtle_w", "Myrtle");
    // The hour for which the service asks ends once the page has shown why it waits.
    HeldTimers retrying = new HeldTimers(myrtle, 3_600_000);
    try (Network network = new Network(system.address())) {
      myrtle.at(network).signIn("myrtle_w").open("#/new");
      network.next(
          "GET /api/users/@noor_k/short",
          new Network.Disposition.Refused(
              429, Map.of("retry-after", "3600"), "[\"rate_exceeded\"]"));

      myrtle.fill(HANDLE, "noor_k");

      myrtle.see(FOUND, "You have looked up many handles. Looking this one up in a moment.");
      retrying.end();
      myrtle.see(FOUND, "Noor Kestrel");
      assertEquals(2, network.count("GET /api/users/@noor_k/short"));
    }
  }

  @Test
  void enterBeforeTheResponseOpensTheConversationLater(MessengerPage laurel, PageUnderTest system) {
    system.signUp("laurel_w", "Laurel");
    laurel.signIn("laurel_w").open("#/new");

    laurel.fill(HANDLE, "noor_k");
    laurel.press(Keys.ENTER);

    laurel.awaitEquals("#/new/noor_k", laurel::hash);
  }

  @Test
  void onesOwnHandleIsCopied(MessengerPage mike, PageUnderTest system) {
    system.signUp("mike_p", "Mike");
    HeldTimers copied = new HeldTimers(mike, HeldTimers.COPIED_MS);
    mike.signIn("mike_p");
    mike.allow("clipboardReadWrite", "clipboardSanitizedWrite");

    mike.click(By.cssSelector("#me .copy"));
    mike.awaitEquals(List.of("Copied @mike_p"), () -> mike.texts("#announcer p"));
    assertEquals("@mike_p", mike.run("return navigator.clipboard.readText()"));

    mike.open("#/new").click(By.cssSelector(".search .copy"));
    mike.awaitEquals(List.of("Copied @mike_p", "Copied @mike_p"), () -> mike.texts("#announcer p"));
    assertEquals(2, mike.texts(".is-copied").size());
    copied.end();
    assertEquals(0, mike.texts(".is-copied").size());
  }

  @Test
  void aHandleThatCannotBeCopiedIsSelected(MessengerPage november, PageUnderTest system) {
    system.signUp("november_p", "November");
    november.signIn("november_p");
    november.run("navigator.clipboard.writeText = () => Promise.reject(new Error('a test'))");

    november.click(By.cssSelector("#me .copy"));

    november.awaitEquals("@november_p", () -> november.run("return String(getSelection())"));
  }

  @Test
  void aFieldFiltersTheConversations(MessengerPage kilo, PageUnderTest system) {
    withFriends(system, "kilo_i");
    kilo.signIn("kilo_i").await(() -> kilo.conversations().size() == 3);

    kilo.fill(FILTER, "emond");
    kilo.awaitEquals(List.of("kilo_i_2: hello 2"), kilo::conversations);
    kilo.awaitEquals(List.of("1 conversation"), () -> kilo.texts("#announcer p"));
    kilo.fill(FILTER, "nothing like this");
    kilo.awaitEquals(List.of(), kilo::conversations);
    kilo.see("No conversation with this name or handle.");
    kilo.awaitEquals("No conversations", () -> kilo.texts("#announcer p").getLast());

    kilo.key(FILTER, Keys.ESCAPE);
    kilo.awaitEquals(3, () -> kilo.conversations().size());
    assertEquals("", kilo.value(FILTER));
    kilo.key(FILTER, "_i_1");
    kilo.key(FILTER, Keys.ARROW_DOWN);
    kilo.await(() -> kilo.focused().contains("@kilo_i_1"));
    kilo.press(Keys.ARROW_UP);
    kilo.awaitEquals("Filter conversations by name or handle", kilo::focused);
    kilo.press(Keys.ENTER);
    kilo.readsLast("hello 1");
    system.start("kilo_i_3", "kilo_i", "news");
    kilo.await(() -> kilo.present(By.cssSelector("#conversations")));
    assertEquals(1, kilo.conversations().size());
  }

  /** A filter that loaded page after page would cost as many requests as there are pages. */
  @Test
  void olderConversationsAreSearchedOnDemand(MessengerPage oscar, PageUnderTest system) {
    system.signUp("oscar_p", "Oscar");
    for (int i = 10; i < 55; i++) {
      system.signUp("pal" + i, "Pal " + i);
      String group = system.start("pal" + i, "oscar_p", "hello from " + i);
      // The page would count how many are unread.
      system.markRead("oscar_p", group);
    }
    try (Network network = new Network(system.address())) {
      oscar.resize(1280, 400, false);
      oscar.at(network).signIn("oscar_p").await(() -> oscar.conversations().size() == 20);
      oscar.fill(FILTER, "pal10");
      oscar.awaitEquals(List.of(), oscar::conversations);
      oscar.see("Search older conversations");

      oscar.await(() -> {
        if (oscar.conversations().isEmpty()) {
          // The button may have gone meanwhile; then the condition is checked again.
          By searchOlder = By.xpath("//button[.='Search older conversations']");
          oscar.driver().findElement(searchOlder).click();
        }
        return oscar.conversations().equals(List.of("pal10: hello from 10"));
      });
      oscar.fill(FILTER, "");
      oscar.awaitEquals(45, () -> oscar.conversations().size());
      assertTrue(network.count("GET /api/message_groups") > 0);
    }
  }

  @Test
  void olderAndHiddenConversationsAreSearchedOnDemand(MessengerPage papa, PageUnderTest system) {
    system.signUp("papa_p", "Papa");
    for (int i = 0; i < 22; i++) {
      system.signUp("mate" + i, i == 0 ? "Aleph Null" : "Mate Number " + i);
      system.markRead("papa_p", system.start("mate" + i, "papa_p", "from " + i));
    }
    system.signUp("quito_p", "Quito Hidden");
    String hidden = system.start("quito_p", "papa_p", "from Quito");
    system.hide("papa_p", hidden);
    papa.resize(1280, 500, false);
    // The newest page of 20 has a hidden one.
    papa.signIn("papa_p").await(() -> papa.conversations().size() == 19);
    papa.open("#/new").fill(HANDLE, "number 1");
    assertEquals(8, papa.texts("#found .choice").size());
    papa.fill(HANDLE, "aleph null");
    papa.see(FOUND, "Nobody in your newest conversations has this name.");

    papa.tabTo("Search older and hidden conversations");
    papa.press(Keys.ENTER);
    papa.awaitEquals(List.of("Aleph Null"), () -> papa.texts("#found .choice strong"));
    // The hidden conversations are on two pages. The focus stays at the button until both are
    // loaded.
    papa.await(() -> {
      if (papa.focused().equals("Search older and hidden conversations")) {
        papa.press(Keys.ENTER);
      }
      return papa.run("return document.activeElement.id").equals("handle");
    });
    papa.fill(HANDLE, "quito hid");
    papa.awaitEquals(List.of("Quito Hidden"), () -> papa.texts("#found .choice strong"));
    papa.fill(HANDLE, "quito nobody");
    papa.see(FOUND, "Nobody you talk with has this name.");
    assertEquals(List.of(), papa.texts("#found .button"));
  }

  @Test
  void enterOpensTheOnlyPersonOfTheListWithoutANetwork(MessengerPage kilo, PageUnderTest system) {
    withFriends(system, "kilo_o");
    try (Network network = new Network(system.address())) {
      kilo.at(network).signIn("kilo_o").await(() -> kilo.conversations().size() == 3);
      kilo.open("#/new");
      network.rest(kind -> kind.contains(" /api/") ? Network.REQUEST_LOST : Network.FORWARDED);
      kilo.fill(HANDLE, "zola");

      kilo.press(Keys.ENTER);

      kilo.await(() -> kilo.hash().startsWith("#/messages/"));
    }
  }

  @Test
  void theFocusStaysAtTheButtonThatLoadsMore(MessengerPage romeo, PageUnderTest system) {
    system.signUp("romeo_p", "Romeo");
    for (int i = 10; i < 55; i++) {
      system.signUp("buddy" + i, "Buddy " + i);
      system.markRead("romeo_p", system.start("buddy" + i, "romeo_p", "from " + i));
    }
    try (Network network = new Network(system.address())) {
      romeo.resize(1280, 400, false);
      romeo.at(network).signIn("romeo_p").await(() -> romeo.conversations().size() == 20);
      romeo.fill(FILTER, "buddy");
      romeo.tabTo("Search older conversations");
      // Polls fail too.
      network.rest(kind ->
          kind.equals("GET /api/message_groups") ? Network.REQUEST_LOST : Network.FORWARDED);
      romeo.press(Keys.ENTER);
      romeo.awaitEquals("Try again", romeo::focused);
      network.rest(_ -> Network.FORWARDED);

      romeo.press(Keys.ENTER);
      romeo.awaitEquals(40, () -> romeo.conversations().size());
      romeo.awaitEquals("Search older conversations", romeo::focused);
      romeo.press(Keys.ENTER);
      romeo.awaitEquals(45, () -> romeo.conversations().size());
      romeo.awaitEquals("Filter conversations by name or handle", romeo::focused);
    }
  }
}
