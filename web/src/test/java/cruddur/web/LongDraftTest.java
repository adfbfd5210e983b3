package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;

/** A text that is far longer than a message, such as a file that was pasted. */
@ExtendWith(BrowserExtension.class)
class LongDraftTest {

  private static final By COMPOSER = By.cssSelector(".composer textarea");
  private static final String LONG = "א🎻".repeat(20_000);

  private static final String COUNT_DRAFTS =
      """
      window.drafts = 0;
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (value, key) {
        window.drafts += String(key[1]).startsWith("draft.") ? 1 : 0;
        return put.call(this, value, key);
      };
      """;

  @Test
  void theBoxDoesNotGrowWithIt(MessengerPage amira, PageUnderTest system) {
    system.conversation("amira_ld", "bodil_ld", "one");
    amira.signIn("amira_ld").openConversation("bodil_ld");

    amira.paste(LONG);
    amira.see(By.id("characters"), "38976 characters too many");
    assertEquals(List.of("fixed", "rtl", "rtl"), layout(amira));
    assertTrue(
        (boolean)
            amira.run("return document.querySelector('.composer').offsetHeight < innerHeight / 2"));
    amira.paste("short");
    assertEquals(List.of("content", "auto", "ltr"), layout(amira));
  }

  @Test
  void itIsStoredAfterAWhileAndWhenThePageIsLeft(MessengerPage celia, PageUnderTest system) {
    system.conversation("celia_ld", "dario_ld", "one");
    celia.beforeLoading(COUNT_DRAFTS);
    HeldTimers storing = new HeldTimers(celia, HeldTimers.LONG_DRAFT_MS);
    celia.signIn("celia_ld").openConversation("dario_ld");

    celia.paste(LONG);
    celia.type(COMPOSER, "xyz");
    assertEquals(1L, celia.run("return window.drafts"));
    storing.end();
    assertEquals(2L, celia.run("return window.drafts"));
    celia.await(() -> celia.stored().contains("🎻xyz"));
    celia.type(COMPOSER, "!");
    assertEquals(2L, celia.run("return window.drafts"));
    celia.reload().openConversation("dario_ld");
    celia.awaitEquals(LONG + "xyz!", () -> celia.value(COMPOSER));

    celia.type(COMPOSER, "?");
    celia.type(COMPOSER, "?");
    celia.open("#/");
    celia.awaitEquals(
        List.of("dario_ld: Draft: " + "א🎻".repeat(100)), celia::labeledConversations);
    celia.openConversation("dario_ld");
    assertEquals(LONG + "xyz!??", celia.value(COMPOSER));
  }

  @SuppressWarnings("unchecked")
  private static List<String> layout(MessengerPage page) {
    return (List<String>)
        page.run(
            """
            const box = document.querySelector(".composer textarea");
            const { fieldSizing, direction } = getComputedStyle(box);
            return [fieldSizing, box.dir, direction];
            """);
  }
}
