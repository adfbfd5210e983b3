package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Keys that an input method uses, such as those for Japanese and Chinese, do nothing else. */
@ExtendWith(BrowserExtension.class)
class InputMethodTest {

  private static final By FILTER = By.id("filter-text");
  private static final By COMPOSER = By.cssSelector(".composer textarea");

  @Test
  void escapeThatCancelsACompositionLeavesTheFilter(MessengerPage aki, PageUnderTest system) {
    system.conversation("aki_i", "emi_i", "one");
    aki.signIn("aki_i").await(() -> aki.conversations().size() == 1);
    aki.type(FILTER, "emi_");
    aki.driver()
        .executeCdpCommand(
            "Input.imeSetComposition", Map.of("text", "い", "selectionStart", 1, "selectionEnd", 1));
    aki.awaitEquals("emi_い", () -> aki.value(FILTER));

    aki.driver()
        .executeCdpCommand(
            "Input.dispatchKeyEvent",
            Map.of(
                "type", "rawKeyDown",
                "key", "Escape",
                "code", "Escape",
                "windowsVirtualKeyCode", 27));

    assertEquals("emi_い", aki.value(FILTER));
    aki.driver().executeCdpCommand("Input.insertText", Map.of("text", "i"));
    aki.awaitEquals("emi_i", () -> aki.value(FILTER));
    aki.press(Keys.ESCAPE);
    aki.awaitEquals("", () -> aki.value(FILTER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"isComposing: true", "keyCode: 229"})
  void keysOfACompositionDoNothingElse(String sign, MessengerPage jun, PageUnderTest system) {
    String handle = sign.startsWith("key") ? "jun_i" : "juno_i";
    system.conversation(handle, handle + "_2", "one");
    jun.signIn(handle).openConversation(handle + "_2").readsLast("one");
    String open = jun.hash();
    jun.type(COMPOSER, "unfinished");
    jun.fill(FILTER, handle);

    press(jun, COMPOSER, "Enter", sign);
    press(jun, COMPOSER, "Escape", sign);
    assertEquals("unfinished", jun.value(COMPOSER));
    assertEquals(open, jun.hash());
    press(jun, FILTER, "Escape", sign);
    press(jun, FILTER, "ArrowDown", sign);
    assertEquals(handle, jun.value(FILTER));
    assertEquals("Filter conversations by name or handle", jun.focused());
    jun.open("#/new");
    press(jun, FILTER, "Enter", sign);
    assertEquals("#/new", jun.hash());

    press(jun, FILTER, "Enter", "key: 'Enter'");
    jun.awaitEquals(open, jun::hash);
    jun.readsLast("one");
    assertEquals(List.of("one"), jun.messages());
  }

  /** Presses a key in a field, with further properties of its event. */
  private static void press(MessengerPage page, By field, String key, String properties) {
    page.run(
        """
        arguments[0].focus();
        arguments[0].dispatchEvent(new KeyboardEvent("keydown", {
          bubbles: true, cancelable: true, key: arguments[1], PROPERTIES
        }));
        """
            .replace("PROPERTIES", properties),
        page.driver().findElement(field),
        key);
  }
}
