package cruddur.bench.idle;

import cruddur.bench.run.BenchRun;
import cruddur.local.LocalSystem;
import cruddur.local.SystemOptions;
import cruddur.web.Chromium;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.FluentWait;

/** A page in a browser with an open conversation, and the local system that serves it. */
final class IdlePage implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final By SAMPLE_USER = By.cssSelector("button.choice");
  private static final By CONVERSATION = By.cssSelector(".conversation");
  private static final By LOADED_MESSAGES = By.cssSelector(".log[aria-busy=false]");

  private static final String COUNT_REQUESTS =
      """
      return performance.getEntriesByType("resource")
        .filter(({ name }) => new URL(name).pathname.startsWith("/api/")).length;
      """;

  private final LocalSystem system;
  private final ChromeDriver driver;

  private IdlePage(LocalSystem system, ChromeDriver driver) {
    this.system = system;
    this.driver = driver;
  }

  /**
   * Opens a conversation of the first sample user.
   *
   * @param liveEvents the template's parameter {@code LiveEvents}
   */
  static IdlePage open(BenchRun run, Chromium chromium, String liveEvents) throws IOException {
    LocalSystem system =
        LocalSystem.start(
            SystemOptions.inMemory(run.home().resolve("template.yaml"))
                .withParameters(Map.of("LiveEvents", liveEvents)),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    IdlePage page = new IdlePage(system, chromium.start());
    try {
      page.openConversation();
      return page;
    } catch (RuntimeException e) {
      page.close();
      throw e;
    }
  }

  private void openConversation() {
    driver.get(system.addresses().api().resolve("/").toString());
    await(SAMPLE_USER).click();
    await(CONVERSATION).click();
    await(LOADED_MESSAGES);
  }

  private WebElement await(By element) {
    return new FluentWait<WebDriver>(driver)
        .withTimeout(TIMEOUT)
        .ignoring(WebDriverException.class)
        .until(browser -> browser.findElement(element));
  }

  /** The number of requests to the API since the page was opened. */
  long requests() {
    return (long) driver.executeScript(COUNT_REQUESTS);
  }

  @Override
  public void close() {
    driver.quit();
    system.close();
  }
}
