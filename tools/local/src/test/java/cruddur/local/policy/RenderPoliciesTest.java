package cruddur.local.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RenderPoliciesTest {

  @Test
  void theFilesMatchTheTemplate() throws IOException {
    Map<String, String> rendered = RenderPolicies.render(Path.of("..", "..", "template.yaml"));

    assertEquals(
        new TreeMap<>(rendered),
        files(),
        "policies/*.json do not match template.yaml: run bin/render-policies");
  }

  private static Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(Path.of("..", "..", "policies"))) {
      for (Path file : all.filter(path -> path.toString().endsWith(".json")).toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return files;
  }
}
