package cruddur.local;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.local.faults.FaultSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A system on free ports, whose faults a test turns on and off, and whose delays are short. */
final class FaultySystem implements AutoCloseable {

  private final LocalSystem system;

  FaultySystem(long seed) throws IOException {
    FaultSettings faults = new FaultSettings(0, seed, Duration.ofMillis(20));
    system =
        LocalSystem.start(
            SystemOptions.inMemory(Path.of("..", "..", "template.yaml")).withFaults(faults),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  LocalSystem.Addresses addresses() {
    return system.addresses();
  }

  /** Signs a sample user in. */
  ApiClient client(String handle) throws IOException, InterruptedException {
    return new ApiClient(system.addresses().api(), handle);
  }

  /** Sets the rate and the possible faults, all if none is named. Returns their counts so far. */
  JsonNode faults(double rate, String... only) throws IOException, InterruptedException {
    String list = only.length == 0 ? "" : "\"" + String.join("\",\"", only) + "\"";
    return ApiClient.json(postFaults("{\"rate\":" + rate + ",\"only\":[" + list + "]}"))
        .path("injected");
  }

  /** Posts to the route of the faults. */
  HttpResponse<String> postFaults(String body) throws IOException, InterruptedException {
    return ApiClient.local(system.addresses().api(), "faults", body);
  }

  @Override
  public void close() {
    system.close();
  }
}
