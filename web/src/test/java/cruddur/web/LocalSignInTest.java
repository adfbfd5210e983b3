package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

/** Coming and going on a developer's machine. */
@ExtendWith(BrowserExtension.class)
class LocalSignInTest {

  @Test
  void whoeverSignsUpIsSignedInAndSignsOut(MessengerPage nettle) {
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
  void aTakenHandleIsRefusedInWords(MessengerPage oak) {
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
  void twoTabsAreTwoPeople(MessengerPage visitor) {
    visitor.signIn("ines_v");
    String first = visitor.driver().getWindowHandle();
    visitor.driver().switchTo().newWindow(WindowType.TAB);
    visitor.signIn("tarek_o");
    String second = visitor.driver().getWindowHandle();

    visitor.driver().switchTo().window(first);
    visitor.driver().navigate().refresh();
    visitor.see(By.id("me"), "@ines_v");
    visitor.driver().switchTo().window(second);
    visitor.driver().navigate().refresh();
    visitor.see(By.id("me"), "@tarek_o");

    visitor.driver().close();
    visitor.driver().switchTo().window(first);
  }
}
