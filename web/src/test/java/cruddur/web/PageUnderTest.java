package cruddur.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import cruddur.local.LocalSystem;
import cruddur.local.SystemOptions;
import cruddur.local.faults.FaultSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The local system with its page, on free ports, and access to it without the page. */
final class PageUnderTest implements AutoCloseable {

  static final Path TEMPLATE = Path.of("..", "template.yaml");

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  private final LocalSystem system;

  private PageUnderTest(LocalSystem system) {
    this.system = system;
  }

  /** Starts it without live events, so that the page polls. */
  static PageUnderTest start(Path template) {
    return start(template, Optional.empty());
  }

  /** Starts it without live events, with faults, as {@code bin/up --faults} does. */
  static PageUnderTest start(Path template, Optional<FaultSettings> faults) {
    return start(Map.of("LiveEvents", "off"), template, faults);
  }

  /**
   * Starts it with live events.
   *
   * @param content the parameter {@code LiveEvents}
   */
  static PageUnderTest startLive(String content) {
    return start(Map.of("LiveEvents", content), TEMPLATE, Optional.empty());
  }

  private static PageUnderTest start(
      Map<String, String> parameters, Path template, Optional<FaultSettings> faults) {
    SystemOptions options = SystemOptions.inMemory(template).withParameters(parameters);
    try {
      return new PageUnderTest(
          LocalSystem.start(
              faults.map(options::withFaults).orElse(options),
              new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of connections for live events. */
  int liveConnections() {
    return system.eventApi().orElseThrow().connections();
  }

  /** Cuts all connections for live events. */
  void cutLiveConnections() {
    system.eventApi().orElseThrow().disconnectAll();
  }

  /** The address of the page and of the API. */
  URI address() {
    return system.addresses().api().resolve("/");
  }

  /** The sample conversation of Inês and Tarek. */
  String sampleGroup() {
    return system.addresses().groupUuid();
  }

  /** Signs up a user. */
  void signUp(String handle, String displayName) {
    post(
        null,
        "/local/sign-up",
        Map.of("handle", handle, "display_name", displayName, "email", handle + "@example.com"));
  }

  /** Whether someone has signed up with a handle. */
  boolean hasUser(String handle) {
    return get(null, "/config.json").path("users").findValuesAsText("handle").contains(handle);
  }

  /** Signs up two users, named by their handles, with a conversation; returns its uuid. */
  String conversation(String starter, String other, String... texts) {
    signUp(starter, starter);
    signUp(other, other);
    String group = start(starter, other, texts[0]);
    for (int i = 1; i < texts.length; i++) {
      send(starter, group, texts[i]);
    }
    return group;
  }

  /** Starts a conversation; returns its uuid. */
  String start(String from, String to, String text) {
    return post(from, "/api/message_groups", Map.of("handle", to, "message", text))
        .path("message_group_uuid")
        .textValue();
  }

  void send(String from, String group, String text) {
    post(from, "/api/messages", Map.of("message_group_uuid", group, "message", text));
  }

  /** The newest hundred messages of a conversation, oldest first. */
  List<String> messages(String reader, String group) {
    return get(reader, "/api/messages/" + group + "?limit=100").findValuesAsText("message");
  }

  /** The numbers of unread messages in the conversations of a user, the newest one first. */
  List<Integer> unreadCounts(String reader) {
    return get(reader, "/api/message_groups").findValues("unread_count").stream()
        .map(JsonNode::intValue)
        .toList();
  }

  /** Marks a conversation as read up to its newest message, as another device of the user does. */
  void markRead(String reader, String group) {
    putUpToNewest(reader, group, "read_marker");
  }

  /** Hides a conversation up to its newest message, as another device of the user does. */
  void hide(String reader, String group) {
    putUpToNewest(reader, group, "hidden");
  }

  private void putUpToNewest(String reader, String group, String what) {
    List<String> times = get(reader, "/api/messages/" + group).findValuesAsText("created_at");
    put(reader, "/api/message_groups/" + group + "/" + what, Map.of("up_to", times.getLast()));
  }

  /** The conversations of a user, by their uuids. */
  List<String> groups(String reader) {
    return get(reader, "/api/message_groups").findValuesAsText("uuid");
  }

  /** Ends the fault injection. */
  void endFaults() {
    post(null, "/local/faults", Map.of("rate", 0));
  }

  /** The response of a sign-in: {@code access_token}, {@code id_token}. */
  JsonNode tokens(String handle) {
    return post(null, "/local/token", Map.of("handle", handle));
  }

  private JsonNode get(String handle, String path) {
    return send(handle, path, HttpRequest.newBuilder().GET());
  }

  private JsonNode post(String handle, String path, Map<String, ?> body) {
    return send(
        handle,
        path,
        HttpRequest.newBuilder().POST(BodyPublishers.ofString(JSON.valueToTree(body).toString())));
  }

  private void put(String handle, String path, Map<String, ?> body) {
    send(
        handle,
        path,
        HttpRequest.newBuilder().PUT(BodyPublishers.ofString(JSON.valueToTree(body).toString())));
  }

  private JsonNode send(String handle, String path, HttpRequest.Builder request) {
    if (handle != null) {
      request.header("Authorization", "Bearer " + tokens(handle).path("access_token").textValue());
    }
    try {
      HttpResponse<byte[]> response =
          HTTP.send(request.uri(address().resolve(path)).build(), BodyHandlers.ofByteArray());
      JsonNode body = JSON.readTree(response.body());
      if (response.statusCode() != 200) {
        throw new AssertionError(path + " returned " + response.statusCode() + " " + body);
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    system.close();
  }
}
