package cruddur.local.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import cruddur.local.lambda.Invocable;
import cruddur.local.route.HttpApiResponse;
import cruddur.local.token.TokenVerifier;
import cruddur.toolkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * An Event API with one channel namespace. Users of the user pool connect and subscribe, a function
 * authorizes each subscription, and functions publish by signed requests.
 */
public final class EventApi implements AutoCloseable {

  /** AppSync's quotas for a publish request. */
  private static final int MAX_EVENTS = 5;

  private static final int MAX_BODY_BYTES = 240 * 1024;

  /** What the API consists of. */
  public record Parts(
      TokenVerifier tokens,
      SubscriptionHandler subscriptions,
      PublishKeys keys,
      PublishPolicy policy,
      EventDelivery delivery) {}

  /** The policies of the functions' roles. */
  @FunctionalInterface
  public interface PublishPolicy {

    /** Why a function may not publish; empty if its role allows it. */
    Optional<String> refusal(String function);
  }

  /**
   * Clock and intervals.
   *
   * @param keepAlive the interval of keep-alive frames
   * @param connectionTimeout how long a client may wait for one
   */
  public record Timing(InstantSource clock, Duration keepAlive, Duration connectionTimeout) {

    /** Those of AppSync. */
    public static Timing ofAppSync(InstantSource clock) {
      return new Timing(clock, Duration.ofMinutes(1), Duration.ofMinutes(5));
    }
  }

  private final String namespace;
  private final Parts parts;
  private final Timing timing;
  private final RequestSignature signature;
  private final Set<EventConnection> connections = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("live-events").factory());

  /**
   * Creates the API.
   *
   * @param region the region for which requests must be signed
   */
  public EventApi(String namespace, String region, Parts parts, Timing timing) {
    this.namespace = namespace;
    this.parts = parts;
    this.timing = timing;
    this.signature = new RequestSignature(region, parts.keys()::secret, timing.clock());
    // Runs until the timer is closed.
    Future<?> _ =
        timer.scheduleAtFixedRate(
            () -> connections.forEach(EventConnection::keepAlive),
            timing.keepAlive().toMillis(),
            timing.keepAlive().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** The function of the namespace's {@code onSubscribe}. */
  public static SubscriptionHandler handler(Invocable function) {
    return new SubscriptionHandler(function);
  }

  /**
   * Opens a connection.
   *
   * @param subprotocols those that the client offers
   */
  public EventConnection connect(List<String> subprotocols, FrameSink client) {
    EventConnection connection = new EventConnection(this, subprotocols, client);
    connections.add(connection);
    return connection;
  }

  /** How many clients are connected. */
  public int connections() {
    return connections.size();
  }

  /** Cuts all connections, as a lost network does. */
  public void cutConnections() {
    connections.forEach(EventConnection::cut);
  }

  /**
   * Responds to {@code POST /event}.
   *
   * @param headers names in lower case
   */
  public HttpApiResponse publish(Map<String, String> headers, byte[] body) {
    try {
      authorizePublish(signature.verify(headers, body));
      return publish(body);
    } catch (LiveErrorException e) {
      int status =
          switch (e.error().errorType()) {
            case "BadRequestException" -> 400;
            case "UnauthorizedException" -> 401;
            default -> 403;
          };
      return HttpApiResponse.json(status, Map.of("errors", e.error().list()));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    connections.forEach(EventConnection::cut);
  }

  private void authorizePublish(String keyId) throws LiveErrorException {
    Optional<String> refusal = parts.policy().refusal(parts.keys().function(keyId).orElseThrow());
    if (refusal.isPresent()) {
      throw new LiveErrorException(new LiveError("AccessDeniedException", refusal.get()));
    }
  }

  private HttpApiResponse publish(byte[] body) throws LiveErrorException {
    if (body.length > MAX_BODY_BYTES) {
      throw new LiveErrorException(LiveError.badRequest("The request is larger than 240 KB"));
    }
    ObjectNode request =
        Json.parseObject(body)
            .orElseThrow(
                () -> new LiveErrorException(LiveError.badRequest("The body is not JSON")));
    ChannelPath channel = ChannelPath.ofPublish(request.path("channel").asText());
    requireNamespace(channel);
    List<String> events = events(request.path("events"));
    ArrayNode successful = Json.object().putArray("successful");
    for (String event : events) {
      connections.forEach(connection -> connection.deliver(channel, event, parts.delivery()));
      successful
          .addObject()
          .put("identifier", UUID.randomUUID().toString())
          .put("index", successful.size() - 1);
    }
    ObjectNode response = Json.object();
    response.putArray("failed");
    response.set("successful", successful);
    return HttpApiResponse.json(200, response);
  }

  private static List<String> events(JsonNode list) throws LiveErrorException {
    List<String> events = new ArrayList<>();
    for (JsonNode event : list) {
      if (!event.isTextual() || !isJson(event.textValue())) {
        throw new LiveErrorException(LiveError.badRequest("An event is not a string of JSON"));
      }
      events.add(event.textValue());
    }
    if (events.isEmpty() || events.size() > MAX_EVENTS) {
      throw new LiveErrorException(
          LiveError.badRequest("A request must have 1 to " + MAX_EVENTS + " events"));
    }
    return events;
  }

  private static boolean isJson(String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  void requireNamespace(ChannelPath channel) throws LiveErrorException {
    if (!channel.namespace().equals(namespace)) {
      throw new LiveErrorException(LiveError.badRequest("Channel Namespace not found"));
    }
  }

  void authorizeSubscription(ChannelPath channel, JWTClaimsSet claims) throws LiveErrorException {
    requireNamespace(channel);
    parts.subscriptions().authorize(channel, claims);
  }

  TokenVerifier tokens() {
    return parts.tokens();
  }

  Timing timing() {
    return timing;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  void closed(EventConnection connection) {
    connections.remove(connection);
  }
}
