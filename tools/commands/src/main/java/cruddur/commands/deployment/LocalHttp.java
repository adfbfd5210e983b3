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

/** Client of the local system's own routes, under {@code /local/}. */
public record LocalHttp(HttpClient client, URI api) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** A response of a route. */
  public record Response(int status, JsonNode body) {}

  /** Sends a GET request. */
  public Response get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(api.resolve(path)).GET());
  }

  /** Posts a JSON object. */
  public Response post(String path, Map<String, String> body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(api.resolve(path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  private Response send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
    return new Response(response.statusCode(), JSON.readTree(response.body()));
  }
}
