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

/** Takes the pictures of {@code bin/screenshots}. Not a test, and therefore not named like one. */
@ExtendWith(BrowserExtension.class)
@TestMethodOrder(MethodOrderer.MethodName.class)
class Screenshots {

  private static final Path FOLDER = Path.of("screenshots");
  private static final By COMPOSER = By.cssSelector(".composer textarea");

  @BeforeAll
  static void addConversation(PageUnderTest system) throws IOException {
    Files.createDirectories(FOLDER);
    String group = system.start("noor_k", "ines_v", "Is there room for one more on the ridge?");
    system.send("ines_v", group, "Always! The hut takes ten 🏔️");
    system.send("noor_k", group, "أنا قادمة إذن. I bring the tea.");
    system.send("noor_k", group, "Two thermos flasks, and the good cups.");
    system.send(
        "tarek_o", system.sampleGroup(), "The lemon is packed. So is the map that we lose.");
    system.send("tarek_o", system.sampleGroup(), "Platform four, says the board 🚂");
  }

  @Test
  void signIn(MessengerPage page) throws IOException {
    wide(page, "light").open("").see("Who are you?");
    take(page, "sign-in");
  }

  @Test
  void conversations(MessengerPage page) throws IOException {
    wide(page, "light").signIn("ines_v").openConversation("tarek_o").see("Platform four");
    page.await(() -> page.texts("[aria-current] .unread-count").isEmpty());
    take(page, "light");
    page.prefers("dark");
    take(page, "dark");
  }

  @Test
  void newConversation(MessengerPage page) throws IOException {
    wide(page, "light").signIn("mei_l").open("#/new");
    page.type(By.id("handle"), "noor_k").see(By.id("found"), "Noor Kestrel");
    take(page, "new-conversation");
  }

  @Test
  void offline(MessengerPage page) throws IOException {
    wide(page, "light").signIn("noor_k").openConversation("ines_v");
    page.offline(true);
    page.write("Mint or black?").type(COMPOSER, "Or both");
    page.see("Waiting for the network").see("Not up to date");
    take(page, "offline");
  }

  @Test
  void onAPhone(MessengerPage page) throws IOException {
    phone(page, "light").signIn("ines_v").see("Noor Kestrel");
    take(page, "phone-light");
    phone(page, "dark").openConversation("tarek_o").see("Platform four");
    take(page, "phone-dark");
  }

  private static MessengerPage wide(MessengerPage page, String colorScheme) {
    page.resize(1280, 800, false);
    return configured(page, colorScheme);
  }

  private static MessengerPage phone(MessengerPage page, String colorScheme) {
    page.resize(390, 800, true);
    return configured(page, colorScheme);
  }

  private static MessengerPage configured(MessengerPage page, String colorScheme) {
    page.prefers(colorScheme);
    page.speaks("en-GB");
    return page;
  }

  private static void take(MessengerPage page, String name) throws IOException {
    Files.write(FOLDER.resolve(name + ".png"), page.driver().getScreenshotAs(OutputType.BYTES));
  }
}
