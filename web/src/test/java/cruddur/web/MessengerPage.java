package cruddur.web;

import java.net.URI;
import java.time.Duration;
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
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.FluentWait;

/** Somebody at the page, in a browser of her own. What she looks for she waits for. */
final class MessengerPage {

  /** Far longer than anything here takes; only a failure waits so long. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** What an element may be in the middle of when it is looked at. */
  private static final List<Class<? extends WebDriverException>> PASSING =
      List.of(
          StaleElementReferenceException.class,
          NoSuchElementException.class,
          ElementNotInteractableException.class,
          ElementClickInterceptedException.class);

  private static final By COMPOSER = By.cssSelector(".composer textarea");

  private static final String PLACE_OF =
      """
      return [...document.querySelectorAll(".bubble")]
        .find((bubble) => bubble.textContent === arguments[0]).getBoundingClientRect().top;
      """;

  private final ChromeDriver driver;
  private URI page;

  MessengerPage(ChromeDriver driver, URI page) {
    this.driver = driver;
    this.page = page;
  }

  ChromeDriver driver() {
    return driver;
  }

  /** Comes to the page through a network of the test's. */
  MessengerPage at(Network network) {
    return at(network.address());
  }

  /** Comes to the page at another address. */
  MessengerPage at(URI address) {
    page = address;
    return this;
  }

  /** Opens the page at a place of it, {@code #/new} for example. */
  MessengerPage open(String hash) {
    driver.get(page + hash);
    return this;
  }

  /** Opens the page, and signs in as a user of the local sign-in. */
  MessengerPage signIn(String handle) {
    open("");
    return choose(handle);
  }

  /** Says who she is. */
  MessengerPage choose(String handle) {
    click(By.xpath("//button[contains(@class,'choice')][.//span[.='@" + handle + "']]"));
    see(By.id("me"), "@" + handle);
    return this;
  }

  /** Opens a conversation of the list. */
  MessengerPage converseWith(String handle) {
    click(conversation(handle));
    await(() -> present(COMPOSER));
    await(() ->
        driver.findElement(By.cssSelector(".log")).getDomAttribute("aria-busy").equals("false"));
    return this;
  }

  /** Writes a message, and sends it with Enter. */
  MessengerPage write(String text) {
    type(COMPOSER, text);
    key(COMPOSER, Keys.ENTER);
    return this;
  }

  /** Writes a message as people do, who look at no element: keys go where the focus is. */
  void keepTyping(String text) {
    await(() -> driver.switchTo().activeElement().getTagName().equals("textarea"));
    new Actions(driver).sendKeys(text).sendKeys(Keys.ENTER).perform();
  }

  /** Waits until the messages end with these. */
  void readsLast(String... texts) {
    awaitEquals(
        List.of(texts),
        () -> {
          List<String> all = messages();
          return all.subList(Math.max(0, all.size() - texts.length), all.size());
        });
  }

  /** All messages that are loaded, the oldest first; those on their way too. */
  List<String> messages() {
    return texts(".message .bubble");
  }

  /** What the list of conversations says: {@code handle: last message}. */
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

  /** The states of my messages: sent, sending, waiting, failed. */
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

  /**
   * Scrolls up, and says where on the screen a message then is, before anything else has happened.
   */
  double scrollToTopAndMeasure(String text) {
    return number("document.querySelector('.log').scrollTop = 0;" + PLACE_OF, text);
  }

  /** Where on the screen a message is, in pixels from the top. */
  double placeOf(String text) {
    return number(PLACE_OF, text);
  }

  private double number(String script, Object... arguments) {
    return ((Number) run(script, arguments)).doubleValue();
  }

  /** Presses Tab until what has the focus is called so, or says so. */
  void tabTo(String name) {
    for (int i = 0; i < 60 && !focused().contains(name); i++) {
      press(Keys.TAB);
    }
    awaitEquals(true, () -> focused().contains(name));
  }

  /** What has the focus, by its label or text. */
  String focused() {
    return (String)
        run(
            """
            const focused = document.activeElement;
            return focused === document.body ? "" : focused.getAttribute("aria-label") ?? focused.textContent;
            """);
  }

  /** What stands in a field. */
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

  /** Puts a text in place of what is in the composer, all at once. */
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

  /** Presses a key, wherever the focus is. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Waits until an element says so. */
  MessengerPage see(By where, String text) {
    String[] last = {"nothing"};
    until(
        () -> "\"" + text + "\" is not to be seen in: " + last[0],
        () -> {
          last[0] = driver.findElement(where).getText();
          return last[0].contains(text);
        });
    return this;
  }

  /** Waits until the page says so, anywhere. */
  MessengerPage see(String text) {
    see(By.tagName("body"), text);
    return this;
  }

  /** Waits until it holds. What changes under its hands is looked at anew. */
  void await(Supplier<Boolean> condition) {
    until(() -> "it did not come to hold", condition);
  }

  /** Waits until it is that; says what it is instead when it does not come to be. */
  void awaitEquals(Object expected, Supplier<?> actual) {
    Object[] last = new Object[1];
    until(
        () -> "expected " + expected + " and not " + last[0],
        () -> {
          last[0] = actual.get();
          return expected.equals(last[0]);
        });
  }

  private void until(Supplier<String> fault, Supplier<Boolean> condition) {
    new FluentWait<>(driver)
        .withTimeout(LONGEST)
        .pollingEvery(Duration.ofMillis(25))
        .withMessage(fault)
        .ignoreAll(PASSING)
        .until(_ -> condition.get());
  }

  boolean present(By what) {
    return !driver.findElements(what).isEmpty();
  }

  Object run(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  /** The part of the address that says what is open. */
  String hash() {
    return (String) run("return location.hash");
  }

  /** Cuts the network, or gives it back. */
  void offline(boolean isOffline) {
    ChromiumNetworkConditions conditions = new ChromiumNetworkConditions();
    conditions.setOffline(isOffline);
    conditions.setDownloadThroughput(-1);
    conditions.setUploadThroughput(-1);
    driver.setNetworkConditions(conditions);
  }

  /** Leaves nothing behind: no session, no draft, no setting. */
  void forget() {
    if (driver.getCurrentUrl().startsWith("http")) {
      run("sessionStorage.clear()");
    }
    driver.get("about:blank");
    driver.deleteNetworkConditions();
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    driver.executeCdpCommand("Emulation.setLocaleOverride", Map.of());
    driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", false));
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  /** Makes the system's setting light or dark. */
  void prefers(String colorScheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", colorScheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /** Makes the browser's language another. */
  void speaks(String language) {
    driver.executeCdpCommand("Emulation.setLocaleOverride", Map.of("locale", language));
  }

  /** Makes the window so large, in CSS pixels. */
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
