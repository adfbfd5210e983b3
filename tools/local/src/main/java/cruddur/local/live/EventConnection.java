package cruddur.local.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import cruddur.local.token.InvalidTokenException;
import cruddur.toolkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The server's side of one WebSocket connection (developer guide, "Understanding the Event API
 * WebSocket protocol"). AppSync does not document what happens to an open connection whose token
 * expires; this closes it, so that a client must be able to connect again.
 */
public final class EventConnection {

  /** The subprotocol that a client must offer, and that the server selects. */
  public static final String PROTOCOL = "aws-appsync-event-ws";

  private static final String HEADER_PROTOCOL = "header-";
  private static final int MAX_SUBSCRIPTIONS = 100;
  private static final int POLICY_VIOLATION = 1008;
  private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

  private final EventApi api;
  private final List<String> subprotocols;
  private final FrameSink client;
  private final Map<String, ChannelPath> subscriptions = new LinkedHashMap<>();
  private Optional<ScheduledFuture<?>> expiry = Optional.empty();
  private boolean isReady;

  EventConnection(EventApi api, List<String> subprotocols, FrameSink client) {
    this.api = api;
    this.subprotocols = subprotocols;
    this.client = client;
  }

  /** Handles a text frame of the client. Frames must arrive one at a time. */
  public void onText(String text) {
    Optional<ObjectNode> frame = Json.parseObject(text.getBytes(StandardCharsets.UTF_8));
    if (frame.isEmpty()) {
      client.send(EventApiError.badRequest("A frame is not a JSON object").frame("error"));
      return;
    }
    switch (frame.get().path("type").asText()) {
      case "connection_init" -> initialize();
      case "subscribe" -> subscribe(frame.get());
      case "unsubscribe" -> unsubscribe(frame.get().path("id").asText());
      // Only IAM may publish, and no client of the local system has its credentials.
      case "publish" ->
          client.send(
              EventApiError.unauthorized().frame("publish_error", frame.get().path("id").asText()));
      case String type ->
          client.send(
              EventApiError.unsupportedOperation("Unknown message type " + type).frame("error"));
    }
  }

  /** Forgets the connection, which the client or the network has closed. */
  public synchronized void onClose() {
    isReady = false;
    subscriptions.clear();
    expiry.ifPresent(task -> task.cancel(false));
    api.remove(this);
  }

  void disconnect() {
    client.disconnect();
    onClose();
  }

  synchronized void keepAlive() {
    if (isReady) {
      client.send("{\"type\":\"ka\"}");
    }
  }

  /** Delivers an event to each subscription of its channel. */
  synchronized void deliver(ChannelPath channel, String event, EventDelivery delivery) {
    // A copy, because a client that is too slow is disconnected meanwhile.
    new LinkedHashMap<>(subscriptions)
        .forEach((id, subscribed) -> {
          if (subscribed.receives(channel)) {
            ObjectNode frame = Json.object().put("id", id).put("type", "data").put("event", event);
            delivery.deliver(client, frame.toString());
          }
        });
  }

  private synchronized void initialize() {
    try {
      JWTClaimsSet claims = authorize(headerOfSubprotocol());
      isReady = true;
      client.send(
          Json.object()
              .put("type", "connection_ack")
              .put("connectionTimeoutMs", api.timing().connectionTimeout().toMillis())
              .toString());
      keepAlive();
      closeAtExpiry(claims);
    } catch (EventApiException e) {
      client.send(e.error().frame("connection_error"));
      client.close(POLICY_VIOLATION, e.error().type());
      onClose();
    }
  }

  /** The JSON of the subprotocol {@code header-<base64url>}. */
  private ObjectNode headerOfSubprotocol() throws EventApiException {
    Optional<String> encoded =
        subprotocols.stream()
            .filter(protocol -> protocol.startsWith(HEADER_PROTOCOL))
            .map(protocol -> protocol.substring(HEADER_PROTOCOL.length()))
            .findFirst();
    try {
      return encoded
          .map(Base64.getUrlDecoder()::decode)
          .flatMap(Json::parseObject)
          .orElseThrow(() -> new EventApiException(EventApiError.unauthorized()));
    } catch (IllegalArgumentException e) {
      throw new EventApiException(EventApiError.badRequest("The header is not base64url"));
    }
  }

  /** Verifies {@code {host, Authorization}}. */
  private JWTClaimsSet authorize(ObjectNode header) throws EventApiException {
    String host = header.path("host").asText().replaceFirst(":\\d+$", "");
    if (!LOCAL_HOSTS.contains(host)) {
      throw new EventApiException(EventApiError.badRequest("The host is not that of the API"));
    }
    try {
      return api.tokens().verify(header.path("Authorization").asText());
    } catch (InvalidTokenException e) {
      throw new EventApiException(
          e.reason() == InvalidTokenException.Reason.EXPIRED
              ? EventApiError.tokenExpired()
              : EventApiError.unauthorized());
    }
  }

  private void closeAtExpiry(JWTClaimsSet claims) {
    Duration left =
        Duration.between(api.timing().clock().instant(), claims.getExpirationTime().toInstant());
    try {
      expiry =
          Optional.of(api.timer().schedule(this::expire, left.toMillis(), TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException e) {
      // The system is shutting down.
      disconnect();
    }
  }

  private synchronized void expire() {
    client.send(EventApiError.tokenExpired().frame("error"));
    client.close(POLICY_VIOLATION, EventApiError.tokenExpired().type());
    onClose();
  }

  /** Authorizes without the lock: others must not wait for the function of this connection. */
  private void subscribe(ObjectNode frame) {
    String id = frame.path("id").asText();
    try {
      checkSubscription(id);
      if (!(frame.path("authorization") instanceof ObjectNode header)) {
        throw new EventApiException(EventApiError.unauthorized());
      }
      JWTClaimsSet claims = authorize(header);
      ChannelPath channel = ChannelPath.ofSubscription(frame.path("channel").asText());
      api.authorizeSubscription(channel, claims);
      add(id, channel);
    } catch (EventApiException e) {
      client.send(e.error().frame("subscribe_error", id));
    }
  }

  private synchronized void checkSubscription(String id) throws EventApiException {
    if (!isReady) {
      throw new EventApiException(EventApiError.unauthorized());
    }
    if (id.isEmpty() || id.length() > 128) {
      throw new EventApiException(EventApiError.badRequest("An id must have 1 to 128 characters"));
    }
    if (subscriptions.containsKey(id)) {
      throw new EventApiException(EventApiError.duplicateSubscription());
    }
    if (subscriptions.size() >= MAX_SUBSCRIPTIONS) {
      throw new EventApiException(EventApiError.tooManySubscriptions(MAX_SUBSCRIPTIONS));
    }
  }

  /** Does nothing if the connection was closed meanwhile. */
  private synchronized void add(String id, ChannelPath channel) {
    if (isReady) {
      subscriptions.put(id, channel);
      client.send(Json.object().put("type", "subscribe_success").put("id", id).toString());
    }
  }

  private synchronized void unsubscribe(String id) {
    client.send(
        subscriptions.remove(id) == null
            ? EventApiError.unknownSubscription().frame("unsubscribe_error", id)
            : Json.object().put("type", "unsubscribe_success").put("id", id).toString());
  }
}
