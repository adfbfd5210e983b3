package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

/** Sign-up, sign-in and sign-out on the local system. */
@ExtendWith(BrowserExtension.class)
class LocalSignInTest {

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
    assertNull(nettle.run("return sessionStorage.getItem('messages.tokens')"));
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
}
