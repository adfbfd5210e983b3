package cruddur.local.live;

import com.nimbusds.jwt.JWTClaimsSet;
import cruddur.local.lambda.Invocable;
import cruddur.local.route.HttpApiResponse;
import cruddur.local.token.TokenVerifier;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final PublishEndpoint publishing;
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
    this.publishing =
        new PublishEndpoint(
            namespace,
            new RequestSignature(region, parts.keys()::secret, timing.clock()),
            parts.keys(),
            parts.policy(),
            this::deliver);
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

  /** The response to a handshake without the protocol of live events. */
  public static HttpApiResponse protocolRequired() {
    EventApiError error =
        EventApiError.badRequest("The subprotocol " + EventConnection.PROTOCOL + " is required");
    return HttpApiResponse.json(error.status(), Map.of("errors", error.list()));
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

  /** Closes all connections without a close frame, as a lost network does. */
  public void disconnectAll() {
    connections.forEach(EventConnection::disconnect);
  }

  /**
   * Responds to {@code POST /event}.
   *
   * @param headers names in lower case
   */
  public HttpApiResponse publish(Map<String, String> headers, byte[] body) {
    return publishing.publish(headers, body);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    disconnectAll();
  }

  private void deliver(ChannelPath channel, String event) {
    connections.forEach(connection -> connection.deliver(channel, event, parts.delivery()));
  }

  void authorizeSubscription(ChannelPath channel, JWTClaimsSet claims) throws EventApiException {
    channel.requireNamespace(namespace);
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

  void remove(EventConnection connection) {
    connections.remove(connection);
  }
}
