package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A user of a running system, by the API and by live events. */
public record LiveUser(URI api, String token, String idToken, JsonNode me) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Signs in a user of the local user pool. */
  public static LiveUser signIn(LocalSystem system, String handle)
      throws IOException, InterruptedException {
    return signIn(system.addresses(), handle);
  }

  static LiveUser signIn(LocalSystem.Addresses addresses, String handle)
      throws IOException, InterruptedException {
    URI api = addresses.api();
    JsonNode tokens =
        json(
            HTTP.send(
                HttpRequest.newBuilder(api.resolve("/local/token"))
                    .POST(BodyPublishers.ofString("{\"handle\":\"" + handle + "\"}"))
                    .build(),
                BodyHandlers.ofString()));
    String token = tokens.path("access_token").textValue();
    LiveUser unknown = new LiveUser(api, token, tokens.path("id_token").textValue(), null);
    return new LiveUser(api, token, unknown.idToken(), unknown.get("/api/me"));
  }

  /** The WebSocket endpoint. */
  public String url() {
    return me.path("live").path("url").textValue();
  }

  /** The user's own channel. */
  public String channel() {
    return me.path("live").path("channel").textValue();
  }

  /** A connection that is subscribed to the own channel. */
  public LiveClient subscribed() {
    return LiveClient.connect(url(), token).subscribed(channel(), token);
  }

  /** Posts a text to a group. Returns the message. */
  public JsonNode post(String group, String text) throws IOException, InterruptedException {
    return write("/api/messages", Map.of("message_group_uuid", group, "message", text));
  }

  /** Starts a conversation. Returns the uuid of its group. */
  public String start(String handle, String text) throws IOException, InterruptedException {
    return write("/api/message_groups", Map.of("handle", handle, "message", text))
        .path("message_group_uuid")
        .textValue();
  }

  public JsonNode get(String path) throws IOException, InterruptedException {
    return json(send(authorized(path).GET().build()));
  }

  /** The status of the response to a request without a body. */
  public int status(String method, String path) throws IOException, InterruptedException {
    return send(authorized(path).method(method, BodyPublishers.noBody()).build()).statusCode();
  }

  private JsonNode write(String path, Map<String, String> body)
      throws IOException, InterruptedException {
    return json(
        send(
            authorized(path)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                .build()));
  }

  private HttpRequest.Builder authorized(String path) {
    return HttpRequest.newBuilder(api.resolve(path)).header("authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response.body());
    return Json.read(response.body().getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }
}
