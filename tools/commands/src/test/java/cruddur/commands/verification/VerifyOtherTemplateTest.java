package cruddur.commands.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.SystemUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** verify expects what the running system's template has, not what that of the checkout has. */
class VerifyOtherTemplateTest {

  @TempDir private Path folder;

  @Test
  void aSystemWithoutLiveEventsIsVerifiedWithoutThem() throws Exception {
    String template = Files.readString(SystemUnderTest.TEMPLATE);
    String withoutLiveEvents = template.replace("Default: texts", "Default: \"off\"");
    assertNotEquals(template, withoutLiveEvents);
    Path file = Files.writeString(folder.resolve("off.yaml"), withoutLiveEvents);

    try (SystemUnderTest system = SystemUnderTest.start(file)) {
      String port = Integer.toString(system.api().getPort());
      CommandRun run = CommandRun.of("verify", "--local", "--port", port);

      assertEquals("", run.err());
      assertEquals("26 ok, 0 failed, 0 not reached", run.lines().getLast());
    }
  }
}
