package cruddur.web;

import static cruddur.web.Network.FORWARDED;
import static cruddur.web.Network.REQUEST_LOST;
import static cruddur.web.Network.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** How the page loads its files, and what it says if one of them is missing. */
@ExtendWith(BrowserExtension.class)
class StartingPageTest {

  private static final By FAILURE = By.id("failure");
  private static final String MISSING = "A part of this page could not be loaded.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/main.js",
        "/assets/ui/time.js",
        "/assets/session/pkce.js",
        "/assets/styles/controls.css",
      })
  void aMissingFileIsReportedAndLoadedAgain(String file, MessengerPage page, PageUnderTest system) {
    String kind = "GET " + file;
    try (Network network = new Network(system.address())) {
      network.rest(other -> other.equals(kind) ? refused(503, "") : FORWARDED);
      page.at(network).open("").see(FAILURE, MISSING);
      network.rest(other -> other.equals(kind) ? REQUEST_LOST : FORWARDED);
      int before = network.count(kind);
      page.await(() -> network.count(kind) > before);
      page.see(FAILURE, MISSING);
      assertEquals(
          "Try again", page.run("return document.querySelector('#failure button').textContent"));
      network.rest(_ -> FORWARDED);

      page.see("Who are you?");
      page.await(() -> !page.driver().findElement(FAILURE).isDisplayed());
    }
  }

  @Test
  void theUserCanTryAgainAtOnce(MessengerPage page, PageUnderTest system) {
    try (Network network = new Network(system.address())) {
      network.rest(kind -> kind.equals("GET /assets/router.js") ? REQUEST_LOST : FORWARDED);
      page.at(network).open("#/new").see(FAILURE, MISSING);
      network.rest(_ -> FORWARDED);

      page.click(By.cssSelector("#failure button"));

      page.see("Who are you?");
      assertEquals("#/new", page.hash());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 404, 500})
  void aMissingConfigurationIsReported(int status, MessengerPage page, PageUnderTest system) {
    try (Network network = new Network(system.address())) {
      network.next("GET /config.json", status == 0 ? REQUEST_LOST : refused(status, ""));
      page.at(network).open("").see("The page cannot start.");

      page.click(By.xpath("//button[.='Try again']"));

      page.see("Who are you?");
    }
  }

  /** Everything else is held back until the browser says that it has painted the document. */
  @Test
  void theDocumentAloneIsPainted(MessengerPage page) {
    CompletableFuture<String> painted = new CompletableFuture<>();
    // Another host, because the files that are held back occupy all connections to theirs.
    try (StubServer observer =
            new StubServer(exchange -> {
              painted.complete(
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
              StubServer.respond(exchange, 204, Map.of(), new byte[0]);
            });
        StaticHost host = new StaticHost()) {
      host.configure(observer.address(), observer.address());
      host.holdFilesUntil(painted);
      page.beforeLoading(
          """
          new PerformanceObserver((list, observer) => {
            observer.disconnect();
            fetch("%s", { method: "POST", mode: "no-cors", body: document.body.innerText });
          }).observe({ type: "paint" });
          """
              .formatted(observer.address()));

      page.at(host.address()).open("").see("Sign in");

      assertTrue(painted.join().contains("Loading"), painted.join());
    }
  }

  @Test
  void everyFileIsLoadedOnceAndRevalidated(MessengerPage page, PageUnderTest system) {
    try (Network network = new Network(system.address())) {
      page.at(network).open("").see("Who are you?");
      assertEquals(
          List.of(),
          page.run(
              """
              const names = performance.getEntriesByType("resource").map(({ name }) => name);
              return names.filter((name) => /[.](js|css)$/.test(name)).filter((name, index, all) => all.indexOf(name) !== index);
              """));
      assertEquals(1, network.count("GET /assets/ui/time.js"));

      page.driver().navigate().refresh();
      page.see("Who are you?");
      page.await(() -> network.unchanged("GET /assets/main.js") == 1);
      assertEquals(1, network.returned("GET /assets/main.js"));
      assertEquals(1, network.returned("GET /assets/styles/base.css"));
    }
  }

  @Test
  void thePageCanBeInstalled(MessengerPage page) {
    page.open("").see("Who are you?");

    page.awaitEquals(
        Map.of("installabilityErrors", List.of()),
        () -> page.driver().executeCdpCommand("Page.getInstallabilityErrors", Map.of()));
    assertEquals(
        List.of(), page.driver().executeCdpCommand("Page.getAppManifest", Map.of()).get("errors"));
  }

  @Test
  void thePageIsNeverBlankWhileItWaitsForItsDatabase(MessengerPage page) {
    HeldTimers opening = new HeldTimers(page, HeldTimers.OPENING_MS);
    page.signIn("ines_v");
    page.beforeLoading("IDBFactory.prototype.open = () => ({})");
    page.reload();

    opening.awaitCount(1);
    page.see(By.id("starting"), "Loading …");
    opening.end();
    page.see(By.id("me"), "@ines_v");
    assertEquals(List.of(), page.driver().findElements(By.id("starting")));
  }
}
