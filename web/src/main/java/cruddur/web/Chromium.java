package cruddur.web;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The Chromium of this machine, and the driver that came with it. */
public record Chromium(Path browser, Path driver) {

  /** Why nothing can be done with a browser, if there is none. Begins in lower case. */
  public static final String MISSING =
      "there is no chromium with its chromedriver on PATH;"
          + " on Debian: apt-get install chromium chromium-driver";

  /** Selenium warns that it does not know the newest debugging protocol, which is not used here. */
  private static final Logger QUIET = Logger.getLogger("org.openqa.selenium");

  /** Empty unless both are on the path. */
  public static Optional<Chromium> find() {
    return onPath("chromium", "chromium-browser", "google-chrome")
        .flatMap(browser -> onPath("chromedriver").map(driver -> new Chromium(browser, driver)));
  }

  /** Starts a browser of its own, without a window on the screen. */
  public ChromeDriver start() {
    return start(List.of());
  }

  /** Starts one that keeps its data in a folder. */
  public ChromeDriver start(Path profile) {
    return start(List.of("--user-data-dir=" + profile));
  }

  private ChromeDriver start(List<String> arguments) {
    QUIET.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.addArguments(
        "--headless=new",
        "--window-size=1280,800",
        "--lang=en-GB",
        "--force-color-profile=srgb",
        "--disable-dev-shm-usage",
        // Containers and root cannot have a sandbox; the pages are our own.
        "--no-sandbox",
        // A covered window must not slow its page down.
        "--disable-backgrounding-occluded-windows",
        "--disable-renderer-backgrounding");
    options.addArguments(arguments);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.toFile())
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    return new ChromeDriver(service, options);
  }

  private static Optional<Path> onPath(String... names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(names)
        .flatMap(
            name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
        .filter(file -> file.toFile().canExecute())
        .findFirst();
  }
}
