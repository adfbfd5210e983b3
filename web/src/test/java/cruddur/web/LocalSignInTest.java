package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

/** Sign-up, sign-in and sign-out on the local system. */
@ExtendWith(BrowserExtension.class)
class LocalSignInTest {

  private static final By KEEP = By.id("keep");

  @Test
  void signingUpSignsInAndSigningOutEndsTheSession(MessengerPage nettle) {
    nettle.open("");
    nettle.click(By.tagName("summary"));
    nettle.type(By.name("display_name"), "Nettle");
    nettle.type(By.name("handle"), "nettle_w");
    nettle.type(By.name("email"), "nettle_w@example.com");
    nettle.press(Keys.ENTER);
    nettle.see(By.id("me"), "@nettle_w");

    nettle.click(By.id("sign-out"));
    nettle.see("Who are you?");
    assertFalse(nettle.stored().contains("accessToken"), nettle::stored);
  }

  @Test
  void theFocusIsWhereOneTypesAfterSigningIn(MessengerPage page, PageUnderTest system) {
    String group = system.conversation("onion_w", "okra_w", "before");
    page.open("#/messages/" + group).choose("onion_w").readsLast("before");
    page.awaitEquals("Message to okra_w", page::focused);

    page.click(By.id("sign-out"));
    page.see("Who are you?").choose("onion_w");
    page.awaitEquals("Filter conversations by name or handle", page::focused);
  }

  @Test
  void aTakenHandleIsReported(MessengerPage oak) {
    oak.open("");
    oak.click(By.tagName("summary"));
    oak.type(By.name("display_name"), "Oak");
    oak.type(By.name("handle"), "ines_v");
    oak.type(By.name("email"), "oak_w@example.com");
    oak.press(Keys.ENTER);

    oak.awaitEquals(
        List.of("This handle is taken. Please choose another."), () -> oak.texts(".problem"));
  }

  @Test
  void twoTabsHaveTwoUsers(MessengerPage page) {
    page.signIn("ines_v");
    String first = page.driver().getWindowHandle();
    page.driver().switchTo().newWindow(WindowType.TAB);
    page.signIn("tarek_o");
    String second = page.driver().getWindowHandle();

    page.driver().switchTo().window(first);
    page.driver().navigate().refresh();
    page.see(By.id("me"), "@ines_v");
    page.driver().switchTo().window(second);
    page.driver().navigate().refresh();
    page.see(By.id("me"), "@tarek_o");

    page.driver().close();
    page.driver().switchTo().window(first);
  }

  @Test
  void oneSignInIsEnoughForAllTabsAndSigningOutEndsThemAll(
      MessengerPage page, PageUnderTest system) {
    system.conversation("osier_w", "orchid_w", "before");
    page.open("");
    String first = page.tab();
    String second = page.newTab().open("").see("Who are you?").tab();
    page.switchTo(first).click(KEEP);
    page.choose("osier_w");

    page.switchTo(second).see(By.id("me"), "@osier_w");
    String third = page.newTab().open("").see(By.id("me"), "@osier_w").tab();
    page.openConversation("orchid_w").readsLast("before");
    page.click(By.id("sign-out"));

    page.see("Who are you?");
    for (String tab : List.of(first, second)) {
      page.switchTo(tab).see("You have signed out in another tab.").see("Who are you?");
    }
    page.switchTo(third).reload().see("Who are you?");
    assertFalse(page.stored().contains("accessToken"), page::stored);
  }

  @Test
  void aUserWhoIsNotKeptHasTheirTabAlone(MessengerPage page) {
    page.signIn("ines_v");
    String first = page.tab();
    page.newTab().open("").click(KEEP);
    page.choose("tarek_o");
    String second = page.tab();

    page.switchTo(first).reload().see(By.id("me"), "@ines_v");
    page.click(By.id("sign-out"));
    // The tab has no session of its own any more, and shows nobody else's messages by itself.
    page.see("Who are you?").see("Continue as @tarek_o");
    page.reload().see("Continue as @tarek_o");
    page.switchTo(second).reload().see(By.id("me"), "@tarek_o");
    page.switchTo(first).click(By.xpath("//button[.='Continue as @tarek_o']"));
    page.see(By.id("me"), "@tarek_o");
    page.reload().see(By.id("me"), "@tarek_o");
  }

  /**
   * The tab learns of the sign-out only after the user has signed in again and written something.
   */
  @Test
  void aTabThatWasFrozenDeletesNothingOfALaterSession(MessengerPage page, PageUnderTest system) {
    system.conversation("peony_w", "poppy_l", "before");
    page.open("").click(KEEP);
    page.choose("peony_w");
    String frozen = page.tab();
    String other = page.newTab().open("").see(By.id("me"), "@peony_w").tab();
    page.switchTo(frozen).run("const now = Date.now; Date.now = () => now() + 60_000");
    setLifecycle(page, "frozen");
    page.switchTo(other).click(By.id("sign-out"));
    page.see("Who are you?").click(KEEP);
    page.choose("peony_w").openConversation("poppy_l");
    page.type(By.cssSelector(".composer textarea"), "unfinished");
    page.await(() -> page.stored().contains("unfinished"));

    page.switchTo(frozen);
    setLifecycle(page, "active");

    // It learns of the sign-out now, and reloads.
    page.await(() -> !page.run("return Boolean(window.isOfFrozenPage)").equals(true));
    page.see(By.id("me"), "@peony_w");
    assertTrue(page.stored().contains("unfinished"), page::stored);
    page.switchTo(other).reload().openConversation("poppy_l");
    page.awaitEquals("unfinished", () -> page.value(By.cssSelector(".composer textarea")));
  }

  private static void setLifecycle(MessengerPage page, String state) {
    page.driver().executeCdpCommand("Page.setWebLifecycleState", Map.of("state", state));
  }
}
