package cruddur.bench.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;

/**
 * The requests to a running API.
 *
 * @param port of the API, on the loopback address
 */
public record RunningApi(int port) {

  public JsonNode get(Sender sender, String path) throws IOException {
    return send("GET", path, Optional.of(sender), Optional.empty());
  }

  public JsonNode post(Sender sender, String path, Map<String, String> body) throws IOException {
    return send("POST", path, Optional.of(sender), Optional.of(body));
  }

  public JsonNode put(Sender sender, String path, Map<String, String> body) throws IOException {
    return send("PUT", path, Optional.of(sender), Optional.of(body));
  }

  /** A request to one of the local system's own routes, which require no token. */
  public JsonNode getLocal(String path) throws IOException {
    return send("GET", path, Optional.empty(), Optional.empty());
  }

  /** A request to one of the local system's own routes, which require no token. */
  public JsonNode postLocal(String path, Map<String, String> body) throws IOException {
    return send("POST", path, Optional.empty(), Optional.of(body));
  }

  /** Looks up a user, from the address of another one. */
  public JsonNode lookUp(Sender from, String handle) throws IOException, InterruptedException {
    String path = "/api/users/@" + handle + "/short";
    HttpResponse<byte[]> response =
        from.client().send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
    check(path, response.statusCode());
    return Json.read(response.body(), JsonNode.class);
  }

  /** Through the HTTP client that the SDK uses too. */
  private JsonNode send(
      String method, String path, Optional<Sender> sender, Optional<Map<String, String>> body)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri(path).toURL().openConnection();
    connection.setRequestMethod(method);
    sender.ifPresent(
        user -> connection.setRequestProperty("authorization", "Bearer " + user.token()));
    if (body.isPresent()) {
      connection.setDoOutput(true);
      connection.setRequestProperty("content-type", "application/json");
      ObjectNode json = Json.object();
      body.get().forEach(json::put);
      connection.getOutputStream().write(Json.bytes(json));
    }
    check(path, connection.getResponseCode());
    try (InputStream in = connection.getInputStream()) {
      return Json.read(in.readAllBytes(), JsonNode.class);
    }
  }

  private static void check(String path, int status) {
    if (status != 200) {
      throw new IllegalStateException(path + " responded " + status);
    }
  }

  private URI uri(String path) {
    // By number, because localhost may be an IPv6 address and senders have IPv4 addresses.
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
