package cruddur.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.local.LocalSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A whole system on free ports; its faults, with pauses of no length, come when they are told. */
final class FaultySystem implements AutoCloseable {

  private final LocalSystem system;

  FaultySystem(long seed) throws IOException {
    FaultSettings faults = new FaultSettings(0, seed, Duration.ofMillis(20));
    system =
        LocalSystem.start(
            new LocalSystem.Options(
                Path.of("..", "..", "template.yaml"),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(faults)),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  LocalSystem.Addresses addresses() {
    return system.addresses();
  }

  /** Signs a sample user in. */
  ApiClient client(String handle) throws IOException, InterruptedException {
    return new ApiClient(system.addresses().api(), handle);
  }

  /** Sets the rate, and which faults, all if none is named; returns their counts so far. */
  JsonNode faults(double rate, String... only) throws IOException, InterruptedException {
    String list = only.length == 0 ? "" : "\"" + String.join("\",\"", only) + "\"";
    return ApiClient.json(steer("{\"rate\":" + rate + ",\"only\":[" + list + "]}"))
        .path("injected");
  }

  /** Posts to the faults' route. */
  HttpResponse<String> steer(String body) throws IOException, InterruptedException {
    return ApiClient.local(system.addresses().api(), "faults", body);
  }

  @Override
  public void close() {
    system.close();
  }
}
