package cruddur.bench.running;

import cruddur.web.Chromium;
import java.net.URI;
import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.FluentWait;

/** A page in a browser of its own, in which a user has opened a conversation. */
public final class OpenPage implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final By LOADED_MESSAGES = By.cssSelector(".log[aria-busy=false]");

  private final ChromeDriver driver;

  private OpenPage(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Signs a user in, and opens a conversation.
   *
   * @param system the address of the local system that serves the page
   */
  public static OpenPage open(Chromium chromium, URI system, Sender user, String groupUuid) {
    OpenPage page = new OpenPage(chromium.start());
    try {
      page.driver.manage().timeouts().scriptTimeout(TIMEOUT);
      page.driver.get(system.resolve("/").toString());
      page.await(By.xpath("//button[contains(., '@" + user.handle() + "')]")).click();
      page.await(By.cssSelector(".conversation[href$='" + groupUuid + "']")).click();
      page.await(LOADED_MESSAGES);
      return page;
    } catch (RuntimeException e) {
      page.close();
      throw e;
    }
  }

  /** Runs the body of a function, and returns its result. */
  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Runs the body of a function whose last argument is a callback, and returns what that gets. */
  public Object await(String script, Object... arguments) {
    return driver.executeAsyncScript(script, arguments);
  }

  private WebElement await(By element) {
    return new FluentWait<WebDriver>(driver)
        .withTimeout(TIMEOUT)
        .ignoring(WebDriverException.class)
        .until(browser -> browser.findElement(element));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
