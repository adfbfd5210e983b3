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

/** The rules of axe-core, WCAG's AA contrast among them, in the states that the page can be in. */
@ExtendWith(BrowserExtension.class)
class AccessibilityTest {

  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void noStateHasAFault(String colorScheme, PageUnderTest system, MessengerPage ines) {
    ines.prefers(colorScheme);
    ines.open("").see("Who are you?");
    isAccessible(ines);
    ines.click(By.tagName("summary"));
    isAccessible(ines);

    ines.signIn("ines_v").see("Nothing is open");
    isAccessible(ines);
    ines.converseWith("tarek_o").see("Bring the lemon.");
    isAccessible(ines);
    ines.offline(true);
    ines.type(By.cssSelector(".composer textarea"), "x".repeat(1000));
    ines.see("24 characters left");
    isAccessible(ines);
    ines.write("");
    ines.see("Waiting for the network");
    ines.see(By.id("connection"), "Not up to date");
    isAccessible(ines);
    ines.run("sessionStorage.removeItem('messages.outbox.ines_v')");
    ines.offline(false);

    ines.open("#/new").see("Whom do you want to write to?");
    isAccessible(ines);
    ines.type(By.id("handle"), "nobody_x");
    ines.see("Nobody has the handle");
    isAccessible(ines);
    ines.open("#/messages/none").see("There is no such conversation");
    isAccessible(ines);
  }

  @Test
  void norHasOneOnAPhone(MessengerPage mei) {
    mei.resize(390, 780, true);
    mei.signIn("mei_l").see("Inês Valmar");
    isAccessible(mei);
    mei.converseWith("ines_v");
    assertTrue(mei.driver().findElement(By.cssSelector(".pane .back")).isDisplayed());
    isAccessible(mei);
  }

  @Test
  void aNewMessageIsReadOutToWhoeverCannotSeeIt(MessengerPage dill, PageUnderTest system) {
    String group = system.conversation("dill_w", "endive_w", "before");
    dill.signIn("dill_w").converseWith("endive_w").readsLast("before");

    system.send("endive_w", group, "news");

    dill.awaitEquals(List.of("endive_w: news"), () -> dill.texts("#announcer[aria-live=polite] p"));
  }

  @SuppressWarnings("unchecked")
  private static void isAccessible(MessengerPage visitor) {
    visitor.run(axe());
    List<String> faults =
        (List<String>)
            visitor
                .driver()
                .executeAsyncScript(
                    """
                    const done = arguments[arguments.length - 1];
                    axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => done(
                      violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html, failureSummary }) =>
                        html.slice(0, 160) + " " + failureSummary).join(" | "))));
                    """);
    assertEquals(List.of(), faults);
  }

  private static String axe() {
    try (InputStream script = AccessibilityTest.class.getResourceAsStream(AXE)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
