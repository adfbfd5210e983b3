package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules for the files of the page. */
class ServedPageTest {

  private static final Path PAGE = Path.of("page");

  /** Turns text into markup or code, or needs a weaker content security policy. */
  private static final Pattern UNSAFE =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|DOMParser|srcdoc");

  private static final Pattern INLINE =
      Pattern.compile("<script(?![^>]*\\bsrc=)|<style|\\sstyle=|\\son[a-z]+=|javascript:");

  /**
   * All files, uncompressed. A host that compresses sends a third of it, which takes two seconds in
   * a slow phone network.
   */
  private static final long MAX_BYTES = 295_000;

  @Test
  void thePageIsSmall() throws IOException {
    long bytes = files().mapToLong(file -> file.toFile().length()).sum();

    assertTrue(bytes < MAX_BYTES, () -> bytes + " bytes");
  }

  @Test
  void noTextBecomesMarkupOrCode() throws IOException {
    assertEquals(
        List.of(),
        files()
            .filter(file -> !file.toString().endsWith(".png"))
            .filter(file -> UNSAFE.matcher(read(file)).find())
            .toList());
  }

  @Test
  void twoFilesAloneUseTheStoragesOfTheBrowser() throws IOException {
    Pattern storages = Pattern.compile("localStorage|sessionStorage|indexedDB|document\\.cookie");

    assertEquals(
        Set.of("storage.js", "user-store.js"),
        files()
            .filter(file -> file.toString().endsWith(".js"))
            .filter(file -> storages.matcher(read(file)).find())
            .map(file -> file.getFileName().toString())
            .collect(Collectors.toSet()));
  }

  @Test
  void nothingIsInline() {
    assertEquals(List.of(), INLINE.matcher(read(PAGE.resolve("index.html"))).results().toList());
  }

  private static Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(PAGE)) {
      return all.filter(Files::isRegularFile).toList().stream();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
