package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    ines.openConversation("tarek_o").see("Bring the lemon.");
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

    ines.open("#/new").see("Who do you want to write to?");
    assertAccessible(ines);
    ines.type(By.id("handle"), "nobody_x");
    ines.see("No one has the handle");
    assertAccessible(ines);
    ines.open("#/messages/none").see("This conversation does not exist");
    assertAccessible(ines);
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

  @Test
  void aNewMessageIsAnnouncedToScreenReaders(MessengerPage dill, PageUnderTest system) {
    String group = system.conversation("dill_w", "endive_w", "before");
    dill.signIn("dill_w").openConversation("endive_w").readsLast("before");

    system.send("endive_w", group, "news");

    dill.awaitEquals(List.of("endive_w: news"), () -> dill.texts("#announcer[aria-live=polite] p"));
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
