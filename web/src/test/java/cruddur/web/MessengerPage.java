package cruddur.web;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.FluentWait;

/** The page in a browser of its own. Methods that look for something wait for it. */
final class MessengerPage {

  /** Far longer than anything here takes; only a failing test waits this long. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Errors of an element that is changing; looking again helps. */
  private static final List<Class<? extends WebDriverException>> TRANSIENT =
      List.of(
          StaleElementReferenceException.class,
          NoSuchElementException.class,
          ElementNotInteractableException.class,
          ElementClickInterceptedException.class);

  private static final By COMPOSER = By.cssSelector(".composer textarea");

  private static final String POSITION_OF =
      """
      return [...document.querySelectorAll(".bubble")]
        .find((bubble) => bubble.textContent === arguments[0]).getBoundingClientRect().top;
      """;

  private final ChromeDriver driver;
  private final List<Object> addedScripts = new ArrayList<>();
  private URI page;

  MessengerPage(ChromeDriver driver, URI page) {
    this.driver = driver;
    this.page = page;
  }

  ChromeDriver driver() {
    return driver;
  }

  /** Uses the page through a network of the test. */
  MessengerPage at(Network network) {
    return at(network.address());
  }

  /** Uses the page at another address. */
  MessengerPage at(URI address) {
    page = address;
    return this;
  }

  /** Opens the page with a fragment, for example {@code #/new}. */
  MessengerPage open(String hash) {
    driver.get(page + hash);
    return this;
  }

  /** Opens the page and signs in as a user of the local system. */
  MessengerPage signIn(String handle) {
    open("");
    return choose(handle);
  }

  /** Chooses a user of the local sign-in. */
  MessengerPage choose(String handle) {
    click(By.xpath("//button[contains(@class,'choice')][.//span[.='@" + handle + "']]"));
    see(By.id("me"), "@" + handle);
    return this;
  }

  /** Opens a conversation of the list. */
  MessengerPage openConversation(String handle) {
    click(conversation(handle));
    await(() -> present(COMPOSER));
    await(() ->
        driver.findElement(By.cssSelector(".log")).getDomAttribute("aria-busy").equals("false"));
    return this;
  }

  /** Writes a message and sends it with Enter. */
  MessengerPage write(String text) {
    type(COMPOSER, text);
    key(COMPOSER, Keys.ENTER);
    return this;
  }

  /** Writes a message and sends it with the button. */
  MessengerPage send(String text) {
    type(COMPOSER, text);
    click(By.cssSelector(".composer .send"));
    return this;
  }

  /** Writes a message to whatever element has the focus, as people do. */
  void typeWhereFocused(String text) {
    await(() -> driver.switchTo().activeElement().getTagName().equals("textarea"));
    new Actions(driver).sendKeys(text).sendKeys(Keys.ENTER).perform();
  }

  /** Waits until the messages end with these. */
  MessengerPage readsLast(String... texts) {
    awaitEquals(
        List.of(texts),
        () -> {
          List<String> all = messages();
          return all.subList(Math.max(0, all.size() - texts.length), all.size());
        });
    return this;
  }

  /** All loaded messages, oldest first, and those that are not delivered yet. */
  List<String> messages() {
    return texts(".message .bubble");
  }

  /** The rows of the conversation list, as {@code handle: last message}. */
  @SuppressWarnings("unchecked")
  List<String> conversations() {
    return (List<String>)
        run(
            """
            return [...document.querySelectorAll(".conversation")].map((row) =>
              row.querySelector(".conversation-handle").textContent.slice(1) + ": "
                + row.querySelector(".preview").textContent);
            """);
  }

  /** The rows of the conversation list with their labels, as {@code handle: label last message}. */
  @SuppressWarnings("unchecked")
  List<String> labeledConversations() {
    return (List<String>)
        run(
            """
            return [...document.querySelectorAll(".conversation")].map((row) =>
              [
                row.querySelector(".conversation-handle").textContent.slice(1) + ":",
                row.querySelector(".unsent")?.textContent,
                row.querySelector(".preview").textContent,
              ].filter(Boolean).join(" "));
            """);
  }

  /** The unread messages of each conversation in the list; empty where everything is read. */
  @SuppressWarnings("unchecked")
  List<String> unreadCounts() {
    return (List<String>)
        run(
            """
            return [...document.querySelectorAll(".conversation")].map((row) =>
              row.querySelector(".unread-count")?.firstChild.textContent ?? "");
            """);
  }

  /** Chooses an item of the open conversation's menu. */
  MessengerPage chooseFromMenu(String label) {
    click(By.cssSelector(".menu-container .icon-button"));
    click(By.xpath("//button[@role='menuitem'][.='" + label + "']"));
    return this;
  }

  /** The states of the user's messages: sent, sending, waiting, failed. */
  @SuppressWarnings("unchecked")
  List<String> states() {
    return (List<String>)
        run(
            "return [...document.querySelectorAll('.message.mine')].map((row) => row.dataset.state)");
  }

  /** The states of the messages with these texts, in this order. */
  @SuppressWarnings("unchecked")
  List<String> statesOf(String... texts) {
    return (List<String>)
        run(
            """
            const rows = [...document.querySelectorAll(".message")];
            return arguments[0].map((text) =>
              rows.find((row) => row.querySelector(".bubble").textContent === text)?.dataset.state);
            """,
            List.of(texts));
  }

  /** Whether the messages are scrolled to their end. */
  boolean isAtEnd() {
    return (boolean)
        run(
            "const log = document.querySelector('.log');"
                + "return log.scrollHeight - log.scrollTop - log.clientHeight < 5");
  }

  void scrollToTop() {
    run("document.querySelector('.log').scrollTop = 0");
  }

  /** Scrolls up and returns the position of a message before anything else happens. */
  double scrollToTopAndMeasure(String text) {
    return number("document.querySelector('.log').scrollTop = 0;" + POSITION_OF, text);
  }

  /** The position of a message, in pixels from the top of the window. */
  double positionOf(String text) {
    return number(POSITION_OF, text);
  }

  private double number(String script, Object... arguments) {
    return ((Number) run(script, arguments)).doubleValue();
  }

  /** Presses Tab until the focused element has this label or text. */
  void tabTo(String name) {
    for (int i = 0; i < 400 && !focused().contains(name); i++) {
      press(Keys.TAB);
    }
    awaitEquals(true, () -> focused().contains(name));
  }

  /** The label or text of the focused element. */
  String focused() {
    return (String)
        run(
            """
            const focused = document.activeElement;
            return focused === document.body ? "" : focused.getAttribute("aria-label") ?? focused.textContent;
            """);
  }

  /** The value of a field. */
  String value(By where) {
    return driver.findElement(where).getDomProperty("value");
  }

  /** Gives a field these values, one right after the other. */
  void fill(By where, String... values) {
    await(() -> present(where));
    run(
        """
        for (const value of arguments[1]) {
          arguments[0].value = value;
          arguments[0].dispatchEvent(new Event("input", { bubbles: true }));
        }
        """,
        driver.findElement(where),
        List.of(values));
  }

  /** Replaces the text of the composer at once. */
  void paste(String text) {
    run(
        """
        const box = document.querySelector(".composer textarea");
        box.focus();
        box.select();
        document.execCommand("insertText", false, arguments[0]);
        """,
        text);
  }

  /** The texts of all elements. */
  @SuppressWarnings("unchecked")
  List<String> texts(String selector) {
    return (List<String>)
        run(
            "return [...document.querySelectorAll(arguments[0])].map((found) => found.textContent)",
            selector);
  }

  void click(By what) {
    await(() -> {
      WebElement element = driver.findElement(what);
      element.click();
      return true;
    });
  }

  MessengerPage type(By where, String text) {
    await(() -> present(where));
    driver.findElement(where).sendKeys(text.replace("\n", Keys.chord(Keys.SHIFT, Keys.ENTER)));
    return this;
  }

  void key(By where, CharSequence... keys) {
    driver.findElement(where).sendKeys(keys);
  }

  /** Presses keys on the focused element. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Waits until an element contains a text. */
  MessengerPage see(By where, String text) {
    String[] last = {"nothing"};
    until(
        () -> "\"" + text + "\" is not in: " + last[0],
        () -> {
          last[0] = driver.findElement(where).getText();
          return last[0].contains(text);
        });
    return this;
  }

  /** Waits until the page contains a text. */
  MessengerPage see(String text) {
    see(By.tagName("body"), text);
    return this;
  }

  /** Waits until a condition holds. An element that changes meanwhile is looked up again. */
  void await(Supplier<Boolean> condition) {
    until(() -> "the condition does not hold", condition);
  }

  /** Waits until a value equals the expected one; a failure shows the last value. */
  void awaitEquals(Object expected, Supplier<?> actual) {
    Object[] last = new Object[1];
    until(
        () -> "expected " + expected + " but was " + last[0],
        () -> {
          last[0] = actual.get();
          return expected.equals(last[0]);
        });
  }

  private void until(Supplier<String> message, Supplier<Boolean> condition) {
    new FluentWait<>(driver)
        .withTimeout(TIMEOUT)
        .pollingEvery(Duration.ofMillis(25))
        .withMessage(message)
        .ignoreAll(TRANSIENT)
        .until(_ -> condition.get());
  }

  boolean present(By what) {
    return !driver.findElements(what).isEmpty();
  }

  Object run(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  /** Opens another tab of the browser, empty as yet. */
  MessengerPage newTab() {
    driver.switchTo().newWindow(WindowType.TAB);
    return this;
  }

  String tab() {
    return driver.getWindowHandle();
  }

  MessengerPage switchTo(String tab) {
    driver.switchTo().window(tab);
    return this;
  }

  MessengerPage reload() {
    driver.navigate().refresh();
    return this;
  }

  /** Whether the browser would ask before it leaves the page. */
  boolean asksBeforeLeaving() {
    return (boolean) run("return !dispatchEvent(new Event('beforeunload', { cancelable: true }))");
  }

  /** Everything that the page has stored in the browser, in one text. */
  String stored() {
    return (String)
        runAsync(
            """
            const open = indexedDB.open("messages", 1);
            open.onupgradeneeded = () => open.result.createObjectStore("texts");
            await new Promise((resolve) => (open.onsuccess = resolve));
            const all = open.result.transaction("texts").objectStore("texts").getAll();
            await new Promise((resolve) => (all.onsuccess = resolve));
            open.result.close();
            return JSON.stringify([{ ...sessionStorage }, { ...localStorage }, all.result]);
            """);
  }

  /** Runs a script that may wait, and returns its value. */
  Object runAsync(String script, Object... arguments) {
    return driver.executeAsyncScript(
        "const done = arguments[arguments.length - 1];(async () => {"
            + script
            + "})().then(done, (error) => done(String(error)))",
        arguments);
  }

  /** The fragment of the address, which names the open view. */
  String hash() {
    return (String) run("return location.hash");
  }

  /** Tells the page that the network is back, so that it tries again without a pause. */
  MessengerPage tryNow() {
    run("dispatchEvent(new Event('online'))");
    return this;
  }

  /** Disconnects the network, or connects it again. */
  void offline(boolean isOffline) {
    ChromiumNetworkConditions conditions = new ChromiumNetworkConditions();
    conditions.setOffline(isOffline);
    conditions.setDownloadThroughput(-1);
    conditions.setUploadThroughput(-1);
    driver.setNetworkConditions(conditions);
  }

  /** Runs a script in each document before its own scripts. */
  void beforeLoading(String script) {
    Map<String, Object> added =
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    addedScripts.add(added.get("identifier"));
  }

  /** Sets how many bytes the page may store in databases, until the test ends. */
  void limitStorage(int bytes) {
    driver.executeCdpCommand(
        "Storage.overrideQuotaForOrigin",
        Map.of("origin", run("return location.origin"), "quotaSize", bytes));
  }

  /** Removes sessions, texts, settings and further tabs. */
  void reset() {
    List<String> tabs = List.copyOf(driver.getWindowHandles());
    for (String tab : tabs.subList(1, tabs.size())) {
      driver.switchTo().window(tab).close();
    }
    driver.switchTo().window(tabs.getFirst());
    addedScripts.forEach(script ->
        driver.executeCdpCommand(
            "Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script)));
    addedScripts.clear();
    if (driver.getCurrentUrl().startsWith("http")) {
      String origin = (String) run("sessionStorage.clear(); return location.origin");
      driver.get("about:blank");
      driver.executeCdpCommand(
          "Storage.clearDataForOrigin",
          Map.of("origin", origin, "storageTypes", "indexeddb,local_storage"));
      driver.executeCdpCommand("Storage.overrideQuotaForOrigin", Map.of("origin", origin));
    }
    driver.get("about:blank");
    driver.deleteNetworkConditions();
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    driver.executeCdpCommand("Emulation.setLocaleOverride", Map.of());
    driver.executeCdpCommand("Browser.resetPermissions", Map.of());
    driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", ""));
    driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", false));
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  /** Sets the color scheme of the system to light or dark. */
  void prefers(String colorScheme) {
    emulate("prefers-color-scheme", colorScheme);
  }

  /** Sets the color scheme, and replaces the colors of pages by those of the system. */
  void forcesColors(String colorScheme) {
    emulate("prefers-color-scheme", colorScheme, "forced-colors", "active");
  }

  private void emulate(String... features) {
    List<Map<String, String>> emulated = new ArrayList<>();
    emulated.add(Map.of("name", "prefers-reduced-motion", "value", "reduce"));
    for (int i = 0; i < features.length; i += 2) {
      emulated.add(Map.of("name", features[i], "value", features[i + 1]));
    }
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", emulated));
  }

  /** Sets the language of the browser. */
  void speaks(String language) {
    driver.executeCdpCommand("Emulation.setLocaleOverride", Map.of("locale", language));
  }

  /** Grants permissions to the page, by their names in the debugging protocol. */
  void allow(String... permissions) {
    driver.executeCdpCommand(
        "Browser.grantPermissions", Map.of("permissions", List.of(permissions)));
  }

  /** Sets the time zone of the browser. */
  void livesIn(String zone) {
    driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
  }

  /** Sets the size of the window, in CSS pixels. */
  void resize(int width, int height, boolean isPhone) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width,
            "height", height,
            "deviceScaleFactor", isPhone ? 2 : 1,
            "mobile", isPhone));
    driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", isPhone));
  }

  static By conversation(String handle) {
    return By.xpath(
        "//a[contains(@class,'conversation')][.//span[@class='conversation-handle'][.='@"
            + handle
            + "']]");
  }
}
