package cruddur.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;

/** Pictures of the main states: what {@code bin/screenshots} makes. No test, and so named. */
@ExtendWith(BrowserExtension.class)
@TestMethodOrder(MethodOrderer.MethodName.class)
class Screenshots {

  private static final Path FOLDER = Path.of("screenshots");
  private static final By COMPOSER = By.cssSelector(".composer textarea");

  @BeforeAll
  static void furnish(PageUnderTest system) throws IOException {
    Files.createDirectories(FOLDER);
    String group = system.start("noor_k", "ines_v", "Is there room for one more on the ridge?");
    system.send("ines_v", group, "Always! The hut takes ten 🏔️");
    system.send("noor_k", group, "أنا قادمة إذن. I bring the tea.");
  }

  @Test
  void theWayIn(MessengerPage visitor) throws IOException {
    wide(visitor, "light").open("").see("Who are you?");
    take(visitor, "sign-in");
  }

  @Test
  void conversations(MessengerPage visitor) throws IOException {
    wide(visitor, "light").signIn("ines_v").converseWith("tarek_o").see("Bring the lemon.");
    take(visitor, "light");
    visitor.prefers("dark");
    take(visitor, "dark");
  }

  @Test
  void somebodyNew(MessengerPage visitor) throws IOException {
    wide(visitor, "light").signIn("mei_l").open("#/new");
    visitor.type(By.id("handle"), "noor_k").see(By.id("found"), "Noor Kestrel");
    take(visitor, "new-conversation");
  }

  @Test
  void withoutANetwork(MessengerPage visitor) throws IOException {
    wide(visitor, "light").signIn("noor_k").converseWith("ines_v");
    visitor.offline(true);
    visitor.write("Mint or black?").type(COMPOSER, "Or both");
    visitor.see("Waiting for the network").see("Not up to date");
    take(visitor, "offline");
  }

  @Test
  void onAPhone(MessengerPage visitor) throws IOException {
    phone(visitor, "light").signIn("ines_v").see("Noor Kestrel");
    take(visitor, "phone-light");
    phone(visitor, "dark").converseWith("tarek_o").see("Bring the lemon.");
    take(visitor, "phone-dark");
  }

  private static MessengerPage wide(MessengerPage visitor, String colorScheme) {
    visitor.resize(1280, 800, false);
    return furnished(visitor, colorScheme);
  }

  private static MessengerPage phone(MessengerPage visitor, String colorScheme) {
    visitor.resize(390, 800, true);
    return furnished(visitor, colorScheme);
  }

  private static MessengerPage furnished(MessengerPage visitor, String colorScheme) {
    visitor.prefers(colorScheme);
    visitor.speaks("en-GB");
    return visitor;
  }

  private static void take(MessengerPage visitor, String name) throws IOException {
    Files.write(FOLDER.resolve(name + ".png"), visitor.driver().getScreenshotAs(OutputType.BYTES));
  }
}
