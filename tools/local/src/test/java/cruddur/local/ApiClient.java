package cruddur.local;

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
 * A client that retries as clients should: requests that fail temporarily or get no response are
 * sent again, a post with the same idempotency key.
 */
final class ApiClient {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Set<Integer> TEMPORARY = Set.of(429, 500, 503);

  /** Shorter than the server's Retry-After, to keep tests fast. */
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final URI api;
  private final String token;

  /** Signs in a user of the local user pool, which gets no faults. */
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

  /** Gets until there is a response with status 200. */
  JsonNode read(String path) throws InterruptedException {
    return sendUntilDone(authorized(path).GET().build());
  }

  /** Posts until there is a response with status 200. */
  JsonNode write(String path, String body) throws InterruptedException {
    return sendUntilDone(
        authorized(path)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(body(body))
            .build());
  }

  private JsonNode sendUntilDone(HttpRequest request) throws InterruptedException {
    while (true) {
      try {
        HttpResponse<String> response = send(request);
        if (response.statusCode() == 200) {
          return json(response);
        }
        if (!TEMPORARY.contains(response.statusCode())
            || response.body().contains("internal_error")) {
          throw new AssertionError(response.statusCode() + " " + response.body());
        }
      } catch (IOException noResponse) {
        // Only the next response tells whether the request took effect.
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
