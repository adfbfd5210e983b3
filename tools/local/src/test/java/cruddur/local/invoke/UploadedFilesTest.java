package cruddur.local.invoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/**
 * The files that are deployed with a function. CI checks that {@code sam build} produces the same.
 */
class UploadedFilesTest {

  private static final Path FUNCTION = Path.of("..", "..", "functions", "target", "function");
  private static final int LARGEST_ZIP = 10_000_000;

  @Test
  void theLibrariesAreThoseInTheList() throws IOException {
    try (Stream<String> list =
        Files.lines(Path.of("src/test/resources/cruddur/local/invoke/libraries.txt"))) {
      assertEquals(
          String.join("\n", list.toList()),
          String.join(
              "\n",
              files().stream()
                  .filter(file -> file.startsWith("lib/"))
                  .map(file -> file.substring("lib/".length()))
                  .toList()));
    }
  }

  /** Classes and resources must be those of the main sources, so that no test's are deployed. */
  @Test
  void allOtherFilesAreTheProjectsClassesAndResources() throws IOException {
    assertEquals(
        filesIn(Path.of("..", "..", "functions", "src", "main", "resources")),
        files().stream()
            .filter(file -> !file.startsWith("lib/") && !file.matches("cruddur/.*\\.class"))
            .toList());
    List<String> sources = filesIn(Path.of("..", "..", "functions", "src", "main", "java"));
    assertEquals(
        List.of(),
        files().stream()
            .filter(file -> file.endsWith(".class"))
            .filter(file -> !sources.contains(file.replaceFirst("(\\$.*)?\\.class$", ".java")))
            .toList());
  }

  @Test
  void theZipHasAtMostTenMegabytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String file : files()) {
        zip.putNextEntry(new ZipEntry(file));
        Files.copy(FUNCTION.resolve(file), zip);
      }
    }
    assertTrue(bytes.size() <= LARGEST_ZIP, () -> "the zip has " + bytes.size() + " bytes");
  }

  private static List<String> files() throws IOException {
    return filesIn(FUNCTION);
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
