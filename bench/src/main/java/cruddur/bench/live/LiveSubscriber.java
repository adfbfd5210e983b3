package cruddur.bench.live;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A connection to a user's channel of live events, by the protocol of AWS AppSync Events. */
final class LiveSubscriber implements AutoCloseable {

  private static final int MAX_SECONDS = 30;

  /** An event, and the value of {@link System#nanoTime} at its arrival. */
  record Arrival(JsonNode event, long nanos) {}

  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<JsonNode> replies = new LinkedBlockingQueue<>();
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  private LiveSubscriber(JsonNode endpoint, String token) {
    byte[] authorization = Json.bytes(authorization(endpoint, token));
    this.socket =
        client
            .newWebSocketBuilder()
            .subprotocols(
                "aws-appsync-event-ws",
                "header-" + Base64.getUrlEncoder().withoutPadding().encodeToString(authorization))
            .buildAsync(URI.create(endpoint.path("url").textValue()), new Frames())
            .join();
  }

  /**
   * Connects and subscribes.
   *
   * @param endpoint {@code live} of the user's {@code GET /api/me}
   */
  static LiveSubscriber of(JsonNode endpoint, String token)
      throws IOException, InterruptedException {
    LiveSubscriber subscriber = new LiveSubscriber(endpoint, token);
    subscriber.request(Map.of("type", "connection_init"), "connection_ack");
    subscriber.request(
        Map.of(
            "type",
            "subscribe",
            "id",
            "1",
            "channel",
            endpoint.path("channel").textValue(),
            "authorization",
            authorization(endpoint, token)),
        "subscribe_success");
    return subscriber;
  }

  /** Waits for the next event. */
  Arrival next() throws IOException, InterruptedException {
    Arrival arrival = arrivals.poll(MAX_SECONDS, TimeUnit.SECONDS);
    if (arrival == null) {
      throw new IOException("no event arrived within " + MAX_SECONDS + " seconds");
    }
    return arrival;
  }

  private void request(Map<String, ?> frame, String expected)
      throws IOException, InterruptedException {
    socket.sendText(new String(Json.bytes(frame), StandardCharsets.UTF_8), true).join();
    JsonNode reply = replies.poll(MAX_SECONDS, TimeUnit.SECONDS);
    if (reply == null || !reply.path("type").asText().equals(expected)) {
      throw new IOException("the response to " + frame.get("type") + " was " + reply);
    }
  }

  private static Map<String, String> authorization(JsonNode endpoint, String token) {
    return Map.of("host", endpoint.path("host").textValue(), "Authorization", token);
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }

  private final class Frames implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        receive(Json.read(text.toString().getBytes(StandardCharsets.UTF_8), JsonNode.class));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void receive(JsonNode frame) {
      switch (frame.path("type").asText()) {
        case "data" -> {
          byte[] event = frame.path("event").asText().getBytes(StandardCharsets.UTF_8);
          arrivals.add(new Arrival(Json.read(event, JsonNode.class), System.nanoTime()));
        }
        case "ka" -> {}
        default -> replies.add(frame);
      }
    }
  }
}
