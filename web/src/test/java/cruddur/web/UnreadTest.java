package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;

/** What tells a user that a message has come: list, title, icon and notifications. */
@ExtendWith(BrowserExtension.class)
class UnreadTest {

  static final By BELL = By.id("notifications");
  private static final String ICON = "return document.querySelector('link[rel=icon]').href";

  /** Long pauses are short, and counted; that before a notification is none. */
  private static final String SHORT_PAUSES =
      """
      window.pauses = [];
      const realTimeout = window.setTimeout;
      window.setTimeout = (action, pause, ...rest) => {
        window.pauses.push(pause);
        return realTimeout(action, pause >= 60000 ? 200 : pause === 1500 ? 0 : pause, ...rest);
      };
      """;

  /** Keeps the notifications that the page shows. */
  static final String RECORDER =
      """
      window.shown = [];
      window.Notification = class extends Notification {
        constructor(title, options) {
          super(title, options);
          if (title) {
            window.shown.push({ title, body: options.body, isOpen: true, node: this, entry: window.shown.length });
          }
        }
        close() {
          super.close();
          window.shown.filter(({ node }) => node === this).forEach((entry) => { entry.isOpen = false; });
        }
      };
      """;

  @Test
  void titleAndIconCountUnreadConversations(MessengerPage papa, PageUnderTest system) {
    String first = system.conversation("papa_u", "quebec_u", "one");
    system.signUp("romeo_u", "Romeo");
    String second = system.start("papa_u", "romeo_u", "two");
    papa.signIn("papa_u").openConversation("quebec_u").readsLast("one");
    papa.awaitEquals("quebec_u · Messages", () -> papa.driver().getTitle());
    Object icon = papa.run(ICON);

    system.send("romeo_u", second, "news");
    papa.awaitEquals("(1) quebec_u · Messages", () -> papa.driver().getTitle());
    papa.open("#/");
    papa.awaitEquals("(1) Messages", () -> papa.driver().getTitle());
    system.send("quebec_u", first, "news too");
    papa.awaitEquals("(2) Messages", () -> papa.driver().getTitle());
    assertIconShows(papa, "2");
    assertEquals(2, papa.texts(".unread-count").size());

    papa.driver().navigate().refresh();
    papa.awaitEquals("(2) Messages", () -> papa.driver().getTitle());
    papa.openConversation("romeo_u");
    papa.awaitEquals("(1) Romeo · Messages", () -> papa.driver().getTitle());
    papa.openConversation("quebec_u");
    papa.awaitEquals("quebec_u · Messages", () -> papa.driver().getTitle());
    assertEquals(icon, papa.run(ICON));
    papa.driver().navigate().refresh();
    papa.awaitEquals("quebec_u · Messages", () -> papa.driver().getTitle());
    assertEquals(List.of(), papa.texts(".is-unread"));
  }

  @Test
  void onesOwnMessagesAreNotUnread(MessengerPage sierra, PageUnderTest system) {
    system.conversation("sierra_u", "tango_u", "one");
    system.signUp("uniform_u", "Uniform");
    sierra.signIn("sierra_u").openConversation("tango_u").write("two");
    sierra.open("#/new/uniform_u").write("first");
    sierra.await(() -> sierra.hash().startsWith("#/messages/"));
    sierra.open("#/");

    sierra.awaitEquals(List.of("uniform_u: first", "tango_u: two"), sierra::conversations);
    sierra.awaitEquals("Messages", () -> sierra.driver().getTitle());
    assertEquals(List.of(), sierra.texts(".is-unread"));
  }

  @Test
  void aHiddenPageKeepsUpWithOneRequestAMinute(MessengerPage victor, PageUnderTest system) {
    String group = system.conversation("victor_u", "whiskey_u", "before");
    try (Network network = new Network(system.address())) {
      victor.beforeLoading(SHORT_PAUSES);
      victor.at(network).signIn("victor_u").openConversation("whiskey_u").readsLast("before");
      String window = victor.driver().getWindowHandle();
      victor.driver().switchTo().newWindow(WindowType.TAB);
      victor.await(() -> network.pending() == 0);
      int messages = network.count("GET /api/messages/*");
      int lists = network.count("GET /api/message_groups");

      system.send("whiskey_u", group, "while hidden");
      victor.await(() -> titlesOfAllTabs(victor).contains("(1) whiskey_u · Messages"));
      victor.await(() -> network.count("GET /api/message_groups") > lists + 2);
      // One that had begun before the page was hidden may still arrive.
      assertTrue(network.count("GET /api/messages/*") <= messages + 1);

      victor.driver().close();
      victor.driver().switchTo().window(window);
      victor.readsLast("before", "while hidden");
      victor.awaitEquals("whiskey_u · Messages", () -> victor.driver().getTitle());
      assertEquals(true, victor.run("return window.pauses.includes(60000)"));
    }
  }

  @Test
  void notificationsAreShownIfTheUserWantsThem(MessengerPage zulu, PageUnderTest system) {
    String group = system.conversation("zulu_u", "adam_u", "before");
    system.signUp("boris_u", "Boris");
    String other = system.start("zulu_u", "boris_u", "before");
    zulu.beforeLoading(SHORT_PAUSES + RECORDER);
    zulu.allow("notifications");
    zulu.signIn("zulu_u").openConversation("adam_u").readsLast("before");
    hide(zulu);
    system.send("adam_u", group, "not wanted");
    zulu.awaitEquals("(1) adam_u · Messages", () -> zulu.driver().getTitle());
    assertEquals(List.of(), shown(zulu));
    show(zulu);

    zulu.click(BELL);
    zulu.awaitEquals("true", () -> zulu.driver().findElement(BELL).getDomAttribute("aria-pressed"));
    zulu.openConversation("adam_u");
    system.send("adam_u", group, "visible");
    zulu.readsLast("visible");
    zulu.awaitEquals("adam_u: visible", () -> zulu.conversations().getFirst());
    hide(zulu);
    system.send("adam_u", group, "hidden");
    zulu.awaitEquals(List.of("adam_u: hidden"), () -> shown(zulu));
    system.send("boris_u", other, "hidden too");
    zulu.awaitEquals(List.of("adam_u: hidden", "Boris: hidden too"), () -> shown(zulu));

    show(zulu);
    zulu.awaitEquals(List.of("Boris: hidden too"), () -> shown(zulu));
    zulu.run("window.shown[1].node.dispatchEvent(new Event('click'))");
    zulu.awaitEquals("#/messages/" + other, zulu::hash);
    zulu.awaitEquals(List.of(), () -> shown(zulu));
    zulu.await(() -> zulu.texts(".conversation[aria-current] .unread-count").isEmpty());

    zulu.click(BELL);
    hide(zulu);
    system.send("adam_u", group, "not wanted any more");
    zulu.awaitEquals("(1) Boris · Messages", () -> zulu.driver().getTitle());
    assertEquals(List.of(), shown(zulu));
  }

  @Test
  void nothingIsLeftAfterSigningOut(MessengerPage chiara, PageUnderTest system) {
    String group = system.conversation("chiara_u", "dario_u", "before");
    chiara.beforeLoading(SHORT_PAUSES + RECORDER);
    chiara.allow("notifications");
    chiara.signIn("chiara_u").click(BELL);
    chiara.await(() -> chiara.conversations().size() == 1);
    hide(chiara);
    system.send("dario_u", group, "private");
    chiara.awaitEquals(List.of("dario_u: private"), () -> shown(chiara));
    // The page is kept, so that its state after signing out can be read.
    chiara.run(
        "window.kept = window.shown; addEventListener('pagehide', () => sessionStorage.setItem("
            + "'kept', JSON.stringify({ open: window.kept.filter(({ isOpen }) => isOpen).length, title: document.title })))");

    chiara.click(By.id("sign-out"));

    chiara.see("Who are you?");
    assertEquals(
        "{\"open\":0,\"title\":\"Messages\"}", chiara.run("return sessionStorage.getItem('kept')"));
    assertEquals("Messages", chiara.driver().getTitle());
  }

  @Test
  void aBlockedPermissionIsSaid(MessengerPage edda, PageUnderTest system) {
    system.signUp("edda_u", "Edda");
    edda.signIn("edda_u");
    edda.run(
        "Notification.requestPermission = () => Promise.resolve('denied');"
            + "Object.defineProperty(Notification, 'permission', { get: () => 'denied' })");

    edda.click(BELL);

    edda.awaitEquals(
        List.of("Notifications are blocked in the settings of the browser"),
        () -> edda.texts("#announcer p"));
    assertEquals("false", edda.driver().findElement(BELL).getDomAttribute("aria-pressed"));
  }

  @SuppressWarnings("unchecked")
  private static List<Object> titlesOfAllTabs(MessengerPage page) {
    List<Map<String, Object>> targets =
        (List<Map<String, Object>>)
            page.driver().executeCdpCommand("Target.getTargets", Map.of()).get("targetInfos");
    return targets.stream().map(target -> target.get("title")).toList();
  }

  private static void assertIconShows(MessengerPage page, String number) {
    String icon = (String) page.run(ICON);
    assertTrue(icon.startsWith("data:image/svg+xml,"), icon);
    assertTrue(icon.contains(number + "%3C%2Ftext"), icon);
    // The content security policy allows it, and it is an image.
    assertEquals(
        true,
        page.run(
            """
            const image = new Image();
            image.src = document.querySelector("link[rel=icon]").href;
            return image.decode().then(() => image.naturalWidth > 0, () => false);
            """));
  }

  /** Makes the page believe that its tab is hidden. */
  static void hide(MessengerPage page) {
    setHidden(page, true);
  }

  private static void show(MessengerPage page) {
    setHidden(page, false);
  }

  private static void setHidden(MessengerPage page, boolean isHidden) {
    page.run(
        """
        Object.defineProperty(document, "hidden", { configurable: true, get: () => arguments[0] });
        document.dispatchEvent(new Event("visibilitychange"));
        """,
        isHidden);
  }

  /** The notifications that are shown, as {@code name: text}. */
  @SuppressWarnings("unchecked")
  static List<String> shown(MessengerPage page) {
    return (List<String>)
        page.run(
            """
            return window.shown.filter(({ isOpen }) => isOpen).map(({ title, body }) => `${title}: ${body}`);
            """);
  }
}
