package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page names all of its modules, so that a browser loads them at once and not one import after
 * the other. {@code -Dmodules.record=true} writes the links anew.
 */
class ModulePreloadTest {

  private static final Path PAGE = Path.of("page");
  private static final Path INDEX = PAGE.resolve("index.html");
  private static final Path MAIN = PAGE.resolve("assets/main.js");

  /** The only script that is no module: see its comment. */
  private static final Path START = PAGE.resolve("assets/start.js");

  private static final Pattern IMPORT =
      Pattern.compile(
          "^(?:import|export)\\s(?:[^\";]*?\\sfrom\\s)?\"([^\"]+)\";", Pattern.MULTILINE);

  private static final Pattern LINKS =
      Pattern.compile("(?: *<link rel=\"modulepreload\" href=\"[^\"]+\">\n)+");

  @Test
  void theLinksAreTheModulesThatThePageImports() throws IOException {
    String index = Files.readString(INDEX);
    String expected = LINKS.matcher(index).replaceFirst(links());
    if (Boolean.getBoolean("modules.record")) {
      Files.writeString(INDEX, expected);
    }

    assertEquals(expected, Files.readString(INDEX));
  }

  @Test
  void everyScriptIsUsed() throws IOException {
    Set<Path> scripts;
    try (Stream<Path> files = Files.walk(PAGE)) {
      scripts =
          files
              .filter(file -> file.toString().endsWith(".js") && !file.equals(START))
              .collect(Collectors.toCollection(TreeSet::new));
    }

    assertEquals(scripts, modules());
  }

  private static String links() throws IOException {
    return modules().stream()
        .map(module ->
            "  <link rel=\"modulepreload\" href=\"%s\">\n".formatted(PAGE.relativize(module)))
        .collect(Collectors.joining());
  }

  /** All modules that the main module imports, directly or not, and itself. */
  private static Set<Path> modules() throws IOException {
    Set<Path> modules = new TreeSet<>(List.of(MAIN));
    Deque<Path> unread = new ArrayDeque<>(modules);
    while (!unread.isEmpty()) {
      Path module = unread.pop();
      IMPORT
          .matcher(Files.readString(module))
          .results()
          .map(found -> module.resolveSibling(found.group(1)).normalize())
          .filter(modules::add)
          .forEach(unread::push);
    }
    return modules;
  }
}
