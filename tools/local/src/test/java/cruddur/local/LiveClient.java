package cruddur.local;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.live.EventConnection;
import cruddur.toolkit.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of live events that sends and receives frames as they are. Keep-alives are skipped. */
public final class LiveClient implements AutoCloseable, WebSocket.Listener {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Only a failing test waits this long. */
  private static final int TIMEOUT_SECONDS = 60;

  private static final String CLOSED = "{\"type\":\"closed\"}";

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private final String host;
  private WebSocket socket;

  private LiveClient(String host) {
    this.host = host;
  }

  /**
   * Opens a socket, without a first frame.
   *
   * @param url of the endpoint, such as {@code ws://localhost:4567/event/realtime}
   * @param token empty for a header without a token
   */
  public static LiveClient open(String url, String token) {
    URI endpoint = URI.create(url);
    LiveClient client = new LiveClient(endpoint.getAuthority());
    client.socket =
        HTTP.newWebSocketBuilder()
            .subprotocols(EventConnection.PROTOCOL, "header-" + base64(client.header(token)))
            .buildAsync(endpoint, client)
            .join();
    return client;
  }

  /** Opens a socket and connects, which must succeed. */
  public static LiveClient connect(String url, String token) {
    LiveClient client = open(url, token);
    client.send("{\"type\":\"connection_init\"}");
    JsonNode first = client.next();
    if (!first.path("type").asText().equals("connection_ack")) {
      fail("not connected: " + first);
    }
    return client;
  }

  public void send(String frame) {
    socket.sendText(frame, true).join();
  }

  /** Asks for a subscription. Returns the response. */
  public JsonNode subscribe(String id, String channel, String token) {
    sendSubscribe(id, channel, token);
    return next();
  }

  /** Asks for a subscription without waiting for the response. */
  void sendSubscribe(String id, String channel, String token) {
    ObjectNode frame = Json.object();
    frame.put("type", "subscribe").put("id", id).put("channel", channel);
    frame.set("authorization", header(token));
    send(frame.toString());
  }

  /** Waits for the next keep-alive; other frames must not arrive before it. */
  void awaitKeepAlive() throws InterruptedException {
    frames.clear();
    String frame = frames.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    if (!"{\"type\":\"ka\"}".equals(frame)) {
      fail("no keep-alive: " + frame);
    }
  }

  /** Subscribes, which must succeed. */
  public LiveClient subscribed(String channel, String token) {
    JsonNode response = subscribe("1", channel, token);
    if (!response.path("type").asText().equals("subscribe_success")) {
      fail("not subscribed: " + response);
    }
    return this;
  }

  /** The next frame; {@code {"type": "closed"}} when the socket is closed. */
  public JsonNode next() {
    try {
      while (true) {
        String frame = frames.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (frame == null) {
          fail("no frame within " + TIMEOUT_SECONDS + " s");
        }
        JsonNode json = Json.read(frame.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        if (!json.path("type").asText().equals("ka")) {
          return json;
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The next event, as it was published. */
  public JsonNode nextEvent() {
    JsonNode frame = next();
    if (!frame.path("type").asText().equals("data")) {
      fail("not an event: " + frame);
    }
    return Json.read(
        frame.path("event").textValue().getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  @Override
  public void close() {
    socket.abort();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      frames.add(partial.toString());
      partial.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    frames.add(CLOSED);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    frames.add(CLOSED);
  }

  private ObjectNode header(String token) {
    ObjectNode header = Json.object().put("host", host);
    return token.isEmpty() ? header : header.put("Authorization", token);
  }

  private static String base64(ObjectNode header) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(header));
  }
}
