package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests share a system and run in any order, so a handle belongs to one test class. */
class HandlesTest {

  private static final Path TESTS = Path.of("src", "test", "java", "cruddur", "web");

  private static final Pattern SIGN_UP =
      Pattern.compile("\\bsystem\\s*\\.(?:signUp|conversation)\\([^;]*?\\);");

  private static final Pattern HANDLE = Pattern.compile("\"([a-z0-9]+_[a-z0-9]+)\"");

  @Test
  void noTwoClassesSignUpTheSameHandle() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(TESTS)) {
      files = all.sorted().toList();
    }
    Set<String> seen = new HashSet<>();
    List<String> repeated = new ArrayList<>();
    for (Path file : files) {
      for (String handle : signedUp(Files.readString(file))) {
        if (!seen.add(handle)) {
          repeated.add(handle + " in " + file.getFileName());
        }
      }
    }
    assertEquals(List.of(), repeated);
    assertTrue(seen.size() > 100, "only " + seen.size() + " handles were found");
  }

  private static Set<String> signedUp(String source) {
    return SIGN_UP
        .matcher(source)
        .results()
        .flatMap(call -> HANDLE.matcher(call.group()).results())
        .map(handle -> handle.group(1))
        .collect(Collectors.toSet());
  }
}
