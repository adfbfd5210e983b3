package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** The page on a static host; the API and Cognito's hosted sign-in are on other hosts. */
@ExtendWith(BrowserExtension.class)
class DeployedPageTest {

  private static final By SIGN_IN = By.xpath("//button[.='Sign in']");
  private static final By COMPOSER = By.cssSelector(".composer textarea");

  private static final String LIST = "GET /api/message_groups";
  private static final String MESSAGES = "GET /api/messages/*";

  private static StaticHost host;
  private static PageUnderTest system;
  private static String group;

  private HostedSignIn signIn;

  @BeforeAll
  static void deploy(@TempDir Path folder) throws Exception {
    host = new StaticHost();
    String origin = host.address().toString().replaceFirst("/$", "");
    Path template = folder.resolve("template.yaml");
    Files.writeString(
        template,
        Files.readString(PageUnderTest.TEMPLATE)
            .replace(
                "Default: http://localhost:3000,http://localhost:4567\n",
                "Default: " + origin + "\n"));
    system = PageUnderTest.start(template);
    group = system.conversation("palm_w", "pine_w", "line 0");
    for (int i = 1; i <= 30; i++) {
      system.send("pine_w", group, "line " + i);
    }
  }

  @AfterAll
  static void remove() {
    system.close();
    host.close();
  }

  @BeforeEach
  void startSignIn() {
    signIn = new HostedSignIn(system, "palm_w", host.address());
    host.configure(system.address(), signIn.address());
  }

  @AfterEach
  void closeSignIn() {
    signIn.close();
  }

  @Test
  void signingInByPkceReturnsToTheOpenConversation(MessengerPage palm) {
    palm.at(host.address()).open("#/messages/" + group);
    palm.click(SIGN_IN);

    palm.readsLast("line 30");
    assertEquals(host.address() + "#/messages/" + group, palm.driver().getCurrentUrl());
    palm.see(By.id("me"), "@palm_w");
    palm.await(() -> {
      palm.scrollToTop();
      return palm.messages().size() == 31;
    });
    palm.write("from afar");
    palm.awaitEquals("sent", () -> palm.states().getLast());

    palm.driver().navigate().refresh();
    palm.readsLast("line 30", "from afar");
    assertEquals(0, signIn.renewals());
  }

  /** The page is on another origin than the API, so that each address needs a preflight request. */
  @Test
  void anIdlePageSendsOnePreflightForEachAddressAndGetsNoBodyTwice(MessengerPage plum) {
    String idle = system.conversation("plum_w", "sloe_w", "hello");
    try (Network network = Network.ofApi(system.address());
        HostedSignIn plums = new HostedSignIn(system, "plum_w", host.address())) {
      host.configure(network.address(), plums.address());
      plum.at(host.address()).open("#/messages/" + idle);
      plum.click(SIGN_IN);
      plum.await(() -> network.unchanged(LIST) > 3 && network.unchanged(MESSAGES) > 3);

      assertEquals(1, network.count("OPTIONS /api/message_groups"));
      assertEquals(1, network.count("OPTIONS /api/messages/*"));
      assertEquals(1, network.returned(LIST));
      assertEquals(1, network.returned(MESSAGES));

      system.send("sloe_w", idle, "news");
      plum.readsLast("hello", "news");
      assertEquals(1, network.count("OPTIONS /api/messages/*"));
      assertEquals(2, network.returned(MESSAGES));

      plum.open("#/new/pine_w").see("Nothing has been written yet");
      assertEquals(1, network.count("GET /api/users/@pine_w/short"));
      assertEquals(0, network.count("OPTIONS /api/users/@pine_w/short"));
    }
  }

  @Test
  void tokensAreRenewedBeforeTheyExpire(MessengerPage palm) {
    signIn.setTokenLifetime(30);
    palm.at(host.address()).open("");
    palm.click(SIGN_IN);

    palm.awaitEquals(List.of("pine_w"), () -> palm.texts(".conversation strong"));
    palm.await(() -> signIn.renewals() > 0);
    signIn.setTokenLifetime(3600);
    palm.see(By.id("me"), "@palm_w");
  }

  @Test
  void aStateThatWasNotSentIsRefused(MessengerPage palm) {
    signIn.changeState();
    palm.at(host.address()).open("");
    palm.click(SIGN_IN);

    palm.see("This sign-in was not started here. Please try again.");
    assertEquals(0, signIn.sessions());
    palm.open("?code=stolen&state=stolen");
    palm.see("This sign-in was not started here. Please try again.");
    assertEquals(host.address().toString(), palm.driver().getCurrentUrl());
  }

  @Test
  void signingOutRemovesTheTokens(MessengerPage palm) {
    palm.at(host.address()).open("");
    palm.click(SIGN_IN);
    palm.see(By.id("me"), "@palm_w");
    assertEquals(1, signIn.sessions());

    palm.click(By.id("sign-out"));

    palm.await(() -> palm.present(SIGN_IN));
    assertEquals(0, signIn.sessions());
    assertFalse(palm.stored().contains("accessToken"), palm::stored);
  }

  @Test
  void tabsThatShareASessionRenewItOnce(MessengerPage palm) {
    palm.at(host.address()).open("").click(By.id("keep"));
    palm.click(SIGN_IN);
    palm.see(By.id("me"), "@palm_w");

    assertEquals(
        "1 renewed-1 renewed-1",
        palm.runAsync(
            """
            const { Session } = await import(new URL("assets/session/session.js", location.href));
            const { idToken } = JSON.parse(localStorage.getItem("messages.tokens"));
            let renewals = 0;
            const signIn = {
              async renew() {
                renewals += 1;
                return { access_token: `renewed-${renewals}`, id_token: idToken, expires_in: 3600 };
              },
            };
            const tabs = [Session.restored(signIn), Session.restored(signIn)];
            await Promise.all(tabs.map((tab) => tab.renew()));
            return [renewals, ...(await Promise.all(tabs.map((tab) => tab.accessToken())))].join(" ");
            """));
  }

  @Test
  void signingOutInOneTabEndsAll(MessengerPage palm) {
    palm.at(host.address()).open("").click(By.id("keep"));
    palm.click(SIGN_IN);
    palm.see(By.id("me"), "@palm_w");
    String first = palm.tab();
    palm.newTab().open("").see(By.id("me"), "@palm_w");

    palm.click(By.id("sign-out"));

    palm.await(() -> palm.present(SIGN_IN));
    palm.switchTo(first).see("You have signed out in another tab.");
    palm.await(() -> palm.present(SIGN_IN));
    assertEquals(0, signIn.sessions());
    assertFalse(palm.stored().contains("accessToken"), palm::stored);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<!doctype html>", "{}", "{\"api\":\"\",\"signIn\":\"\",\"client\":\"\"}"})
  void aConfigurationWithoutSignInIsReported(String config, MessengerPage palm) {
    host.configure(config);
    palm.at(host.address()).open("");

    palm.see("The page cannot start. config.json must contain JSON with api, signIn and client.");
  }

  /** A stored response needs no token, so it would outlive the session. */
  @Test
  void signingOutRemovesWhatTheBrowserHasStored(MessengerPage palm) {
    palm.at(host.address()).open("#/messages/" + group);
    palm.click(SIGN_IN);
    palm.see("line 30");
    palm.await(() -> isStored(palm, "/api/messages/" + group));
    palm.await(() -> isStored(palm, "/api/message_groups"));
    // What an earlier load has stored is removed too.
    palm.open("").reload().see(By.id("me"), "@palm_w");
    palm.await(() -> palm.present(By.cssSelector(".conversation")));
    assertTrue(isStored(palm, "/api/messages/" + group));

    palm.click(By.id("sign-out"));

    palm.await(() -> palm.present(SIGN_IN));
    assertFalse(isStored(palm, "/api/messages/" + group));
    assertFalse(isStored(palm, "/api/message_groups"));
    assertFalse(palm.stored().contains("/api/"), palm::stored);
  }

  @Test
  void olderPagesAreNeverStored(MessengerPage palm) {
    palm.at(host.address()).open("#/messages/" + group);
    palm.click(SIGN_IN);
    palm.readsLast("line 30");
    palm.await(() -> {
      palm.scrollToTop();
      return palm.messages().size() == 31;
    });

    List<?> older =
        (List<?>)
            palm.run(
                """
                return performance.getEntriesByType("resource").map(({ name }) => name)
                  .filter((name) => name.includes("cursor="));
                """);

    assertEquals(1, older.size());
    assertFalse(isStored(palm, older.getFirst().toString()));
    assertTrue(isStored(palm, "/api/messages/" + group));
  }

  /** Also what a session has left that has ended, or whose sign-out had no network. */
  @Test
  void theSignInRemovesWhatEarlierSessionsHaveStored(MessengerPage palm) {
    palm.at(host.address()).open("#/messages/" + group);
    palm.click(SIGN_IN);
    palm.see("line 30");
    palm.await(() -> isStored(palm, "/api/messages/" + group));
    // The session ends with its tab.
    palm.run("sessionStorage.clear()");
    palm.driver().get("about:blank");

    palm.open("").await(() -> palm.present(SIGN_IN));

    palm.await(() -> !palm.stored().contains("/api/"));
    assertFalse(isStored(palm, "/api/messages/" + group));
  }

  @Test
  void whatCouldNotBeRemovedWithoutANetworkIsRemovedLater(MessengerPage palm) {
    try (Network network = Network.ofApi(system.address())) {
      host.configure(network.address(), signIn.address());
      palm.at(host.address()).open("#/messages/" + group);
      palm.click(SIGN_IN);
      palm.see("line 30");
      String stored = network.address().resolve("/api/messages/" + group).toString();
      palm.await(() -> isStored(palm, stored));
      network.rest(_ -> Network.REQUEST_LOST);
      palm.click(By.id("sign-out"));
      palm.await(() -> palm.present(SIGN_IN));
      assertTrue(palm.stored().contains("/api/messages/"));
      network.rest(_ -> Network.FORWARDED);

      palm.tryNow().await(() -> !palm.stored().contains("/api/"));
      assertFalse(isStored(palm, stored));
    }
  }

  /** Whether the browser returns a response without a token, which the API never does. */
  private static boolean isStored(MessengerPage page, String path) {
    return (boolean)
        page.run(
            """
            return fetch(arguments[0], { cache: "force-cache" }).then(({ ok }) => ok, () => false);
            """,
            system.address().resolve(path).toString());
  }

  @Test
  void aSessionThatCannotBeRenewedOffersTheSignInAndKeepsTheDraft(MessengerPage palm) {
    palm.at(host.address()).open("#/messages/" + group);
    palm.click(SIGN_IN);
    palm.await(() -> palm.present(COMPOSER));
    palm.type(COMPOSER, "unfinished");
    signIn.endSessions();
    palm.run(
        """
        const tokens = JSON.parse(sessionStorage.getItem("messages.tokens"));
        sessionStorage.setItem("messages.tokens", JSON.stringify({ ...tokens, accessToken: "ended", expiresAt: 0 }));
        """);
    palm.driver().navigate().refresh();

    palm.see("Your session has ended. Sign in again: what you wrote is kept in this browser.");
    palm.click(SIGN_IN);
    palm.awaitEquals("unfinished", () -> palm.value(COMPOSER));
  }
}
