package cruddur.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * A client as its author should write it: whatever is refused for the moment, or not answered, is
 * sent again, a post with the key that it had.
 */
final class ApiClient {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Set<Integer> FOR_THE_MOMENT = Set.of(429, 500, 503);

  /** Less than a server asks for, which nobody wants to wait for here. */
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final URI api;
  private final String token;

  /** A client of a user of the local user pool; signing in meets no faults. */
  ApiClient(URI api, String handle) throws IOException, InterruptedException {
    this.api = api;
    this.token =
        json(local(api, "token", "{\"handle\":\"" + handle + "\"}"))
            .path("access_token")
            .textValue();
  }

  /** Posts to one of the system's local routes, once. */
  static HttpResponse<String> local(URI api, String route, String body)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(api.resolve("/local/" + route)).POST(body(body)).build());
  }

  /** Gets once. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(authorized(path).GET().build());
  }

  /** Posts once. */
  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(authorized(path).POST(body(body)).build());
  }

  /** Gets until there is a response. */
  JsonNode read(String path) throws InterruptedException {
    return insist(authorized(path).GET().build());
  }

  /** Posts until there is a response. */
  JsonNode write(String path, String body) throws InterruptedException {
    return insist(
        authorized(path)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(body(body))
            .build());
  }

  private JsonNode insist(HttpRequest request) throws InterruptedException {
    while (true) {
      try {
        HttpResponse<String> response = send(request);
        if (response.statusCode() == 200) {
          return json(response);
        }
        if (!FOR_THE_MOMENT.contains(response.statusCode())
            || response.body().contains("internal_error")) {
          throw new AssertionError(response.statusCode() + " " + response.body());
        }
      } catch (IOException noResponse) {
        // Whether it was done, the next answer tells.
      }
      Thread.sleep(PAUSE);
    }
  }

  private HttpRequest.Builder authorized(String path) {
    return HttpRequest.newBuilder(api.resolve(path)).header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static BodyPublisher body(String text) {
    return BodyPublishers.ofString(text);
  }

  static JsonNode json(HttpResponse<String> response) {
    return Json.read(response.body().getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }
}
