package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.toolkit.json.Json;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system of a template that is not in the project's folder. */
class OtherTemplateTest {

  private static final Path PROJECT = Path.of("..", "..");

  @TempDir private Path folder;

  @Test
  void thePageIsServedAndTheTemplateIsNamed() throws Exception {
    Path file = Files.copy(PROJECT.resolve("template.yaml"), folder.resolve("other.yaml"));
    SystemOptions options =
        new SystemOptions(
            SystemOptions.StackTemplate.of(file, PROJECT),
            SystemOptions.Ports.FREE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    PrintStream log =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try (LocalSystem system = LocalSystem.start(options, log);
        HttpClient http = HttpClient.newHttpClient()) {
      URI api = system.addresses().api();

      assertEquals(
          Files.readString(PROJECT.resolve("web/page/index.html")),
          get(http, api.resolve("/")).body());
      assertEquals(
          Json.node(Map.of("file", file.toAbsolutePath().toString(), "parameters", Map.of())),
          Json.read(
              get(http, api.resolve("/local/template")).body().getBytes(StandardCharsets.UTF_8),
              JsonNode.class));
    }
  }

  private static HttpResponse<String> get(HttpClient http, URI address) throws Exception {
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
