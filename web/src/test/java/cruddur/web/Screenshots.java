package cruddur.web;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.OutputType;

/** Pictures of the main states, for the README: what {@code bin/screenshots} runs. */
@ExtendWith(InChromium.class)
class Screenshots {

  private static final Path FOLDER = Path.of("screenshots");

  @Test
  void look(Visitor ines, PageUnderTest system) throws Exception {
    Files.createDirectories(FOLDER);
    ines.driver().executeCdpCommand("Emulation.setLocaleOverride", java.util.Map.of("locale", "en-GB"));
    ines.resize(1280, 800, false);
    ines.open("");
    ines.see("Inês");
    take(ines, "sign-in");
    ines.signIn("ines_v");
    ines.converseWith("tarek_o");
    take(ines, "light");
    ines.prefers("dark");
    take(ines, "dark");
    ines.prefers("light");
    ines.resize(390, 780, true);
    take(ines, "phone-conversation");
    ines.open("#/");
    ines.see("Mei");
    take(ines, "phone-list");
    ines.resize(1280, 800, false);
    ines.open("#/new");
    take(ines, "new");
  }

  private static void take(Visitor visitor, String name) throws Exception {
    Files.write(FOLDER.resolve(name + ".png"), visitor.driver().getScreenshotAs(OutputType.BYTES));
  }
}
