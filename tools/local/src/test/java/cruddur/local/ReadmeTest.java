package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README.md promises, each with the tests that show it: {@code `FooTest#fooIsSo`}. */
class ReadmeTest {

  private static final Path PROJECT = Path.of("..", "..");
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)#(\\w+)`");

  @Test
  void everyPromiseNamesATest() throws IOException {
    String readme = Files.readString(PROJECT.resolve("README.md"));
    List<String> promises =
        readme
            .substring(readme.indexOf("## What holds"))
            .lines()
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("| "))
            .skip(1)
            .toList();
    assertFalse(promises.isEmpty());
    assertEquals(List.of(), promises.stream().filter(TEST.asPredicate().negate()).toList());
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    Map<String, String> tests = tests();
    List<String> absent =
        TEST.matcher(Files.readString(PROJECT.resolve("README.md")))
            .results()
            .filter(named ->
                !Pattern.compile("(?m)^ +void " + named.group(2) + "\\(")
                    .matcher(tests.getOrDefault(named.group(1), ""))
                    .find())
            .map(MatchResult::group)
            .toList();
    assertEquals(List.of(), absent);
  }

  /** The text of every test class, by its name. */
  private static Map<String, String> tests() throws IOException {
    Map<String, String> tests = new HashMap<>();
    for (String module : List.of("functions", "tools/toolkit", "tools/local", "tools/commands")) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/test/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
          tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
        }
      }
    }
    return tests;
  }
}
