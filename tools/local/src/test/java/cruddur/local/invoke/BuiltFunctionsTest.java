package cruddur.local.invoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cruddur.toolkit.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltFunctionsTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir private Path home;
  private BuiltFunctions built;

  @BeforeEach
  void project() throws IOException {
    file("functions/pom.xml", NOON);
    file("functions/src/main/java/Handler.java", NOON);
    for (String folder : new String[] {"", "/main", "/main/java"}) {
      setTime(home.resolve("functions/src" + folder), NOON);
    }
    built = new BuiltFunctions(home, home.resolve(".aws-sam/build"));
  }

  @Test
  void theBuildOfSamIsUsedWhileNoSourceIsNewer() throws IOException {
    file("functions/target/function/Handler.class", NOON);
    file(".aws-sam/build/Greet/Handler.class", NOON.plusSeconds(1));
    file(".aws-sam/build/template.yaml", NOON.plusSeconds(2));
    assertEquals(home.resolve(".aws-sam/build/Greet"), built.folderOf("Greet"));

    setTime(home.resolve("functions/src/main/java/Handler.java"), NOON.plusSeconds(3));
    assertEquals(home.resolve("functions/target/function"), built.folderOf("Greet"));
  }

  @Test
  void theBuildOfMavenIsUsedIfThereIsNoneOfSam() throws IOException {
    file("functions/target/function/Handler.class", NOON);
    assertEquals(home.resolve("functions/target/function"), built.folderOf("Greet"));
  }

  @Test
  void aFunctionThatIsNotBuiltIsRefused() {
    assertEquals(
        "The function is not built: neither %1$s/.aws-sam/build/Greet nor %1$s/functions/target/function exists. Run sam build, or bin/up once."
            .formatted(home),
        assertThrows(StartupException.class, () -> built.folderOf("Greet")).getMessage());
  }

  private void file(String name, Instant time) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    setTime(Files.createFile(file), time);
  }

  private static void setTime(Path file, Instant time) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(time));
  }
}
