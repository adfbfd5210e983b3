package cruddur.commands.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A connection of one user to the live events of a deployment, without its keep-alives. */
final class LiveConnection implements AutoCloseable {

  /**
   * Where the events of a user are, as {@code GET /api/me} returns it.
   *
   * @param url of the WebSocket endpoint
   */
  record Endpoint(String url, String host, String channel) {

    static Endpoint of(JsonNode live) {
      return new Endpoint(
          live.path("url").asText(), live.path("host").asText(), live.path("channel").asText());
    }
  }

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PROTOCOL = "aws-appsync-event-ws";
  private static final String CLOSED = "{\"type\":\"closed\"}";

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private final Endpoint endpoint;
  private final String token;
  private final Duration timeout;

  private LiveConnection(HttpClient client, Endpoint endpoint, String token, Duration timeout)
      throws IOException {
    this.endpoint = endpoint;
    this.token = token;
    this.timeout = timeout;
    try {
      this.socket =
          client
              .newWebSocketBuilder()
              .connectTimeout(timeout)
              .subprotocols(PROTOCOL, "header-" + base64(authorization()))
              .buildAsync(URI.create(endpoint.url()), new Frames(frames))
              .join();
    } catch (CompletionException e) {
      throw new IOException("no connection to " + endpoint.url(), e.getCause());
    }
  }

  /**
   * Connects a user.
   *
   * @param timeout for each response
   * @throws IOException if the user is refused or nothing responds
   */
  static LiveConnection open(
      HttpClient client, Endpoint endpoint, String accessToken, Duration timeout)
      throws IOException, InterruptedException {
    LiveConnection connection = new LiveConnection(client, endpoint, accessToken, timeout);
    connection.send(JSON.createObjectNode().put("type", "connection_init"));
    Optional<JsonNode> first = connection.next(timeout);
    if (first.filter(frame -> isOfType(frame, "connection_ack")).isEmpty()) {
      connection.close();
      throw new IOException("the connection was refused: " + first.map(String::valueOf).orElse(""));
    }
    return connection;
  }

  /** Asks for a subscription. Returns whether it is admitted. */
  boolean subscribe(String id, String channel) throws IOException, InterruptedException {
    ObjectNode frame =
        JSON.createObjectNode().put("type", "subscribe").put("id", id).put("channel", channel);
    frame.set("authorization", authorization());
    send(frame);
    JsonNode response =
        next(timeout).orElseThrow(() -> new IOException("no response to a subscription"));
    if (!isOfType(response, "subscribe_success") && !isOfType(response, "subscribe_error")) {
      throw new IOException("not the response to a subscription: " + response);
    }
    return isOfType(response, "subscribe_success");
  }

  /** Waits for the event of a message. Returns false if it does not arrive in time. */
  boolean receives(String messageUuid, Duration within) throws IOException, InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    while (true) {
      Optional<JsonNode> frame = next(Duration.ofNanos(end - System.nanoTime()));
      if (frame.isEmpty() || isOfType(frame.get(), "closed")) {
        return false;
      }
      if (isOfType(frame.get(), "data")) {
        JsonNode event = JSON.readTree(frame.get().path("event").asText());
        if (event.path("message").path("uuid").asText().equals(messageUuid)) {
          return true;
        }
      }
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private void send(ObjectNode frame) throws IOException {
    try {
      socket.sendText(frame.toString(), true).join();
    } catch (CompletionException e) {
      throw new IOException("the connection was closed", e.getCause());
    }
  }

  private Optional<JsonNode> next(Duration within) throws IOException, InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    while (true) {
      String frame = frames.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (frame == null) {
        return Optional.empty();
      }
      JsonNode read = JSON.readTree(frame);
      if (!isOfType(read, "ka")) {
        return Optional.of(read);
      }
    }
  }

  private ObjectNode authorization() {
    return JSON.createObjectNode().put("host", endpoint.host()).put("Authorization", token);
  }

  private static boolean isOfType(JsonNode frame, String type) {
    return frame.path("type").asText().equals(type);
  }

  private static String base64(ObjectNode header) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(header.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Collects the text frames of a socket. */
  private static final class Frames implements WebSocket.Listener {
    private final BlockingQueue<String> frames;
    private final StringBuilder partial = new StringBuilder();

    Frames(BlockingQueue<String> frames) {
      this.frames = frames;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        frames.add(partial.toString());
        partial.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
      frames.add(CLOSED);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      frames.add(CLOSED);
    }
  }
}
