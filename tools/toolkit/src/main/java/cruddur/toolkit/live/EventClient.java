package cruddur.toolkit.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A connection of one user to live events, by the protocol of AWS AppSync Events. Keep-alives are
 * skipped. For use by one thread.
 */
public final class EventClient implements AutoCloseable {

  private static final String PROTOCOL = "aws-appsync-event-ws";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ReceivedFrames received = new ReceivedFrames();

  /** Events that arrived while a response was awaited. */
  private final Deque<EventFrame> postponed = new ArrayDeque<>();

  private final LiveEndpoint endpoint;
  private final String token;
  private final Duration timeout;
  private WebSocket socket;

  private EventClient(LiveEndpoint endpoint, String token, Duration timeout) {
    this.endpoint = endpoint;
    this.token = token;
    this.timeout = timeout;
  }

  /**
   * Opens a socket, without a first frame.
   *
   * @param token an access token; empty for a request without one
   * @param timeout for the handshake, for sending a frame and for each response
   * @throws IOException if the server refuses the socket or does not respond
   */
  public static EventClient open(LiveEndpoint endpoint, String token, Duration timeout)
      throws IOException, InterruptedException {
    EventClient client = new EventClient(endpoint, token, timeout);
    try {
      client.openSocket();
      return client;
    } catch (IOException | InterruptedException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  /**
   * Opens a socket and connects the user.
   *
   * @throws IOException if the server refuses the user or does not respond
   */
  public static EventClient connect(LiveEndpoint endpoint, String token, Duration timeout)
      throws IOException, InterruptedException {
    EventClient client = open(endpoint, token, timeout);
    try {
      client.send(Json.object().put("type", "connection_init").toString());
      EventFrame response =
          client.next(timeout).orElseThrow(() -> new IOException("no response to connection_init"));
      if (!response.isOfType("connection_ack")) {
        throw new IOException("the connection was refused: " + response.json());
      }
      return client;
    } catch (IOException | InterruptedException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  /**
   * Requests a subscription.
   *
   * @param id unique in this connection
   * @return the response: {@code subscribe_success} or {@code subscribe_error}
   */
  public EventFrame subscribe(String id, String channel) throws IOException, InterruptedException {
    ObjectNode frame = Json.object().put("type", "subscribe").put("id", id).put("channel", channel);
    frame.set("authorization", authorization());
    send(frame.toString());
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      EventFrame next =
          received
              .next(Duration.ofNanos(end - System.nanoTime()))
              .orElseThrow(() -> new IOException("no response to a subscription of " + channel));
      if (isResponse(next, id)) {
        return next;
      }
      if (!next.isOfType("data")) {
        throw new IOException("not the response to a subscription: " + next.json());
      }
      postponed.add(next);
    }
  }

  /** Sends a frame as it is. */
  public void send(String frame) throws IOException, InterruptedException {
    await(socket.sendText(frame, true), "a frame could not be sent");
  }

  /**
   * Waits for the next frame.
   *
   * @return empty if none arrives in time
   * @throws IOException if the socket is closed and all frames are read, or a frame is not JSON
   */
  public Optional<EventFrame> next(Duration within) throws IOException, InterruptedException {
    return postponed.isEmpty() ? received.next(within) : Optional.of(postponed.remove());
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
    received.end("by this client");
    http.shutdownNow();
  }

  private void openSocket() throws IOException, InterruptedException {
    CompletableFuture<WebSocket> opening;
    try {
      opening =
          http.newWebSocketBuilder()
              .connectTimeout(timeout)
              .subprotocols(PROTOCOL, "header-" + base64(authorization()))
              .buildAsync(URI.create(endpoint.url()), received);
    } catch (IllegalArgumentException e) {
      opening = CompletableFuture.failedFuture(e);
    }
    socket = await(opening, "no connection to " + endpoint.url());
  }

  private <T> T await(CompletableFuture<T> future, String otherwise)
      throws IOException, InterruptedException {
    try {
      return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException(otherwise + ": " + reason(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(otherwise + " within " + timeout.toMillis() + " ms", e);
    }
  }

  private static String reason(Throwable cause) {
    return cause instanceof WebSocketHandshakeException refused
        ? "the server responded with status " + refused.getResponse().statusCode()
        : cause.toString();
  }

  private ObjectNode authorization() {
    ObjectNode authorization = Json.object().put("host", endpoint.host());
    return token.isEmpty() ? authorization : authorization.put("Authorization", token);
  }

  private static boolean isResponse(EventFrame frame, String id) {
    return (frame.isOfType("subscribe_success") || frame.isOfType("subscribe_error"))
        && frame.json().path("id").asText().equals(id);
  }

  private static String base64(ObjectNode header) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(header));
  }
}
