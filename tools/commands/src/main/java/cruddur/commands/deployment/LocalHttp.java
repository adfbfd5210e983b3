package cruddur.commands.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The routes under {@code /local/} of the system that runs on this machine. */
public record LocalHttp(HttpClient client, URI api) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** What a route answered. */
  public record Answer(int status, JsonNode body) {}

  /** Asks a route. */
  public Answer get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(api.resolve(path)).GET());
  }

  /** Posts a JSON object to a route. */
  public Answer post(String path, Map<String, String> body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(api.resolve(path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(request.timeout(LONGEST).build(), BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), JSON.readTree(response.body()));
  }
}
