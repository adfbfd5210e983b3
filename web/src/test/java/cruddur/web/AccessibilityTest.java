package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Checks the rules of axe-core, among them WCAG AA contrast, in the states of the page. */
@ExtendWith(BrowserExtension.class)
class AccessibilityTest {

  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  private static final String OTHER_COUNT = ".conversation:not([aria-current]) .unread-count";

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void noStateViolatesARule(String colorScheme, PageUnderTest system, MessengerPage ines) {
    ines.prefers(colorScheme);
    ines.open("").see("Who are you?");
    assertAccessible(ines);
    ines.click(By.tagName("summary"));
    assertAccessible(ines);

    ines.signIn("ines_v").see("Nothing is open");
    assertAccessible(ines);
    ines.fill(By.id("filter-text"), "nothing like this");
    ines.see("No conversation with this name or handle.");
    assertAccessible(ines);
    ines.key(By.id("filter-text"), Keys.ESCAPE);
    ines.click(By.id("help"));
    ines.see("Keyboard shortcuts");
    assertAccessible(ines);
    ines.press(Keys.ESCAPE);
    ines.openConversation("tarek_o").see("Bring the lemon.");
    assertAccessible(ines);
    ines.write("See https://example.com/ridge, write to ines@example.com or call +351 912 345 678");
    ines.write("🏔️");
    ines.awaitEquals("sent", () -> ines.states().getLast());
    assertAccessible(ines);
    ines.offline(true);
    ines.type(By.cssSelector(".composer textarea"), "x".repeat(1000));
    ines.see("24 characters left");
    assertAccessible(ines);
    ines.write("");
    ines.see("Waiting for the network");
    ines.see(By.id("connection"), "Not up to date");
    assertAccessible(ines);
    ines.click(By.id("sign-out"));
    ines.see("Delete what is not sent?");
    assertAccessible(ines);
    ines.press(Keys.ESCAPE);
    ines.offline(false);
    ines.awaitEquals("sent", () -> ines.states().getLast());

    ines.open("#/new").see("Who do you want to write to?");
    assertAccessible(ines);
    ines.fill(By.id("handle"), "tarek");
    ines.see(By.id("found"), "Tarek Odeh");
    assertAccessible(ines);
    ines.fill(By.id("handle"), "");
    ines.type(By.id("handle"), "nobody_x");
    ines.see("No one has the handle");
    assertAccessible(ines);
    ines.open("#/messages/none").see("This conversation does not exist");
    assertAccessible(ines);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void noStateOfReadingAndPuttingAwayViolatesARule(
      String colorScheme, PageUnderTest system, MessengerPage page) {
    String handle = "heath_" + colorScheme;
    String group = system.conversation(handle + "_2", handle, "unread");
    page.prefers(colorScheme);
    page.signIn(handle).awaitEquals(List.of("1"), page::unreadCounts);
    assertAccessible(page);
    page.openConversation(handle + "_2").awaitEquals(List.of(""), page::unreadCounts);
    assertEquals(List.of("New messages"), page.texts(".divider"));
    assertAccessible(page);
    page.click(By.cssSelector("[aria-haspopup=menu]"));
    assertAccessible(page);
    page.press(Keys.ESCAPE);
    page.chooseFromMenu("Clear conversation …").see("Clear this conversation?");
    assertAccessible(page);
    page.press(Keys.ESCAPE);
    page.chooseFromMenu("Hide conversation").see(By.id("snackbar"), "hidden");
    assertAccessible(page);
    page.await(() -> !system.groups(handle).contains(group));
    page.open("#/hidden").see("Show again");
    assertAccessible(page);
  }

  @Test
  void noStateOnAPhoneViolatesARule(MessengerPage mei) {
    mei.resize(390, 780, true);
    mei.signIn("mei_l").see("Inês Valmar");
    assertAccessible(mei);
    mei.openConversation("ines_v");
    assertTrue(mei.driver().findElement(By.cssSelector(".pane .back")).isDisplayed());
    assertAccessible(mei);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void forcedColorsShowBubblesTheChosenRowAndWhatIsUnread(
      String colorScheme, MessengerPage gorse, PageUnderTest system) {
    String handle = "gorse_" + colorScheme;
    String group = system.conversation(handle, handle + "_2", "theirs");
    system.signUp(handle + "_3", "Heath");
    String other = system.start(handle, handle + "_3", "before");
    gorse.forcesColors(colorScheme);
    gorse.signIn(handle).openConversation(handle + "_2").write("mine");
    gorse.awaitEquals(List.of("sent", "sent"), gorse::states);
    system.send(handle + "_2", group, "yours");
    gorse.readsLast("theirs", "mine", "yours");
    system.send(handle + "_3", other, "news");
    gorse.await(() -> gorse.present(By.cssSelector(OTHER_COUNT)));
    gorse.await(() -> gorse.texts(".message[data-state=sending]").isEmpty());

    assertAccessible(gorse);
    gorse.run("document.getElementById('notifications').setAttribute('aria-pressed', 'true')");
    assertDiffers(gorse, "borderTopWidth", "#notifications", "borderTopWidth", "#help");
    assertDiffers(gorse, "borderTopColor", ".theirs .bubble", "backgroundColor", ".theirs .bubble");
    assertDiffers(gorse, "borderTopColor", ".mine .bubble", "backgroundColor", ".mine .bubble");
    assertDiffers(gorse, "borderTopColor", ".mine .bubble", "borderTopColor", ".theirs .bubble");
    assertDiffers(gorse, "backgroundColor", OTHER_COUNT, "backgroundColor", "body");
    assertDiffers(
        gorse, "backgroundColor", ".conversation[aria-current]", "backgroundColor", "body");
    assertDiffers(
        gorse,
        "color",
        ".conversation[aria-current] .preview",
        "backgroundColor",
        ".conversation[aria-current]");
    for (String bubble : List.of(".theirs .bubble", ".mine .bubble")) {
      assertEquals("solid", style(gorse, "borderTopStyle", bubble));
    }
  }

  private static void assertDiffers(
      MessengerPage page, String property, String selector, String other, String otherSelector) {
    assertNotEquals(
        style(page, property, selector), style(page, other, otherSelector), property + selector);
  }

  private static String style(MessengerPage page, String property, String selector) {
    return (String)
        page.run(
            "return getComputedStyle(document.querySelector(arguments[1]))[arguments[0]]",
            property,
            selector);
  }

  /**
   * On a small window the list scrolls, not the page; each choice is within the window when it has
   * the focus.
   */
  @Test
  void manySampleUsersDoNotOutgrowThePage(MessengerPage page, PageUnderTest system) {
    for (int i = 0; i < 30; i++) {
      system.signUp("sample_user_" + i, "Sample User " + i);
    }
    for (int[] size : new int[][] {{1280, 720}, {320, 640}}) {
      page.resize(size[0], size[1], size[0] < 500);
      page.open("").see("Who are you?");
      assertTrue(page.texts(".choices .choice").size() > 30);
      assertEquals(
          true,
          page.run(
              "const root = document.documentElement;"
                  + "return root.scrollHeight <= innerHeight && root.scrollWidth <= innerWidth"));
      page.tabTo("@sample_user_29");
      assertEquals(
          true,
          page.run(
              "const { top, bottom } = document.activeElement.getBoundingClientRect();"
                  + "return top >= 0 && bottom <= innerHeight"));
    }
  }

  @Test
  void aNewMessageIsAnnouncedToScreenReaders(MessengerPage dill, PageUnderTest system) {
    String group = system.conversation("dill_w", "endive_w", "before");
    dill.signIn("dill_w").openConversation("endive_w").readsLast("before");

    system.send("endive_w", group, "news");

    dill.awaitEquals(List.of("endive_w: news"), () -> dill.texts("#announcer[aria-live=polite] p"));
  }

  @Test
  void newMessagesOfOtherConversationsAreAnnouncedOnceInABurst(
      MessengerPage thyme, PageUnderTest system) {
    String open = system.conversation("thyme_a", "umbel_a", "before");
    List<String> friends = List.of("vetch_a", "woad_a", "yarrow_a", "zinnia_a");
    Map<String, String> groups = new HashMap<>();
    for (String friend : friends) {
      system.signUp(friend, friend);
      groups.put(friend, system.start("thyme_a", friend, "before"));
    }
    HeldTimers gathering = new HeldTimers(thyme, HeldTimers.GATHERING_MS);
    HeldTimers bursts = new HeldTimers(thyme, HeldTimers.BURST_MS);
    thyme.signIn("thyme_a").openConversation("umbel_a").readsLast("before");

    system.send("vetch_a", groups.get("vetch_a"), "one");
    thyme.awaitEquals("vetch_a: one", () -> thyme.conversations().getFirst());
    gathering.end();
    thyme.awaitEquals(List.of("New message from vetch_a"), () -> announcements(thyme));
    system.send("vetch_a", groups.get("vetch_a"), "two");
    thyme.awaitEquals("vetch_a: two", () -> thyme.conversations().getFirst());
    system.send("umbel_a", open, "here");
    thyme.readsLast("here");
    system.send("woad_a", groups.get("woad_a"), "three");
    thyme.awaitEquals("woad_a: three", () -> thyme.conversations().getFirst());
    gathering.end();
    thyme.awaitEquals(
        List.of("New message from vetch_a", "umbel_a: here", "New message from woad_a"),
        () -> announcements(thyme));

    thyme.openConversation("vetch_a").awaitEquals("", () -> unreadCountOf(thyme, "vetch_a"));
    thyme.openConversation("umbel_a");
    for (String friend : friends) {
      system.send(friend, groups.get(friend), "four");
      thyme.awaitEquals(friend + ": four", () -> thyme.conversations().getFirst());
    }
    gathering.end();
    thyme.awaitEquals(
        "New message from vetch_a, yarrow_a and zinnia_a", () -> announcements(thyme).getLast());
    bursts.end();
    system.send("woad_a", groups.get("woad_a"), "five");
    thyme.awaitEquals("woad_a: five", () -> thyme.conversations().getFirst());
    gathering.end();
    thyme.awaitEquals("New message from woad_a", () -> announcements(thyme).getLast());
  }

  private static List<String> announcements(MessengerPage page) {
    return page.texts("#announcer[aria-live=polite] p");
  }

  private static String unreadCountOf(MessengerPage page, String handle) {
    int row =
        page.conversations().stream()
            .map(text -> text.substring(0, text.indexOf(':')))
            .toList()
            .indexOf(handle);
    return page.unreadCounts().get(row);
  }

  @SuppressWarnings("unchecked")
  private static void assertAccessible(MessengerPage page) {
    page.run(axe());
    List<String> violations =
        (List<String>)
            page.driver()
                .executeAsyncScript(
                    """
                    const done = arguments[arguments.length - 1];
                    axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => done(
                      violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html, failureSummary }) =>
                        html.slice(0, 160) + " " + failureSummary).join(" | "))));
                    """);
    assertEquals(List.of(), violations);
  }

  private static String axe() {
    try (InputStream script = AccessibilityTest.class.getResourceAsStream(AXE)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
