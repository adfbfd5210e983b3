package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The page without a mouse. */
@ExtendWith(BrowserExtension.class)
class KeyboardTest {

  @Test
  void thePageWorksByKeyboardAlone(MessengerPage acer, PageUnderTest system) {
    system.signUp("acer_w", "Acer");
    system.signUp("beech_w", "Beech");
    system.start("beech_w", "acer_w", "hello");
    acer.open("");

    acer.tabTo("@acer_w");
    acer.press(Keys.ENTER);
    acer.see(By.id("me"), "@acer_w");
    acer.await(() -> acer.present(MessengerPage.conversation("beech_w")));
    acer.tabTo("@beech_w");
    acer.press(Keys.ENTER);
    acer.readsLast("hello");
    acer.awaitEquals("Message to Beech", acer::focused);
    acer.press("good day", Keys.chord(Keys.SHIFT, Keys.ENTER), "to you", Keys.ENTER);
    acer.readsLast("hello", "good day\nto you");
    acer.awaitEquals(List.of("sent"), acer::states);
    acer.awaitEquals("Message to Beech", acer::focused);

    acer.tabTo("New conversation");
    acer.press(Keys.ENTER);
    acer.awaitEquals("#/new", acer::hash);
    acer.press("noor_k");
    acer.see(By.id("found"), "Noor Kestrel");
    acer.press(Keys.ESCAPE);
    acer.awaitEquals("#/", acer::hash);

    acer.tabTo("Sign out");
    acer.press(Keys.ENTER);
    acer.see("Who are you?");
  }

  @Test
  void messagesScrollByKeyboard(MessengerPage mei) {
    mei.resize(1280, 600, false);
    mei.signIn("ines_v").openConversation("tarek_o");
    mei.await(mei::isAtEnd);

    mei.tabTo("Messages with Tarek Odeh");
    mei.press(Keys.PAGE_UP);

    mei.await(() -> !mei.isAtEnd());
  }

  @Test
  void theFocusIsVisible(MessengerPage cork) {
    cork.open("");
    cork.see("Who are you?");
    cork.press(Keys.TAB);

    assertEquals(
        "solid 2px",
        cork.run(
            "const style = getComputedStyle(document.activeElement);"
                + "return style.outlineStyle + ' ' + style.outlineWidth"));
    assertTrue(cork.focused().contains("@"), cork.focused());
  }
}
