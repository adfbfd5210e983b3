package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.live.appsync.AppSyncPublisher;
import cruddur.local.cognito.Issuer;
import cruddur.local.functions.LiveAddress;
import cruddur.local.http.HttpApi;
import cruddur.local.http.LocalSite;
import cruddur.local.lambda.FunctionError;
import cruddur.local.live.EventApi;
import cruddur.local.live.EventDelivery;
import cruddur.local.live.EventPaths;
import cruddur.local.live.PublishKeys;
import cruddur.local.route.HttpApiResponse;
import cruddur.local.token.TokenVerifier;
import cruddur.messaging.UuidGenerator;
import cruddur.messaging.live.PublishResult;
import cruddur.toolkit.sample.SampleUsers;
import cruddur.toolkit.template.HttpApiDefinition;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The API of live events by itself, in which every user may subscribe to every channel. */
final class EventApiServer implements AutoCloseable {

  /** The function that may publish. */
  static final String FUNCTION = "Publisher";

  /** A channel whose subscriptions the function does not decide before {@link #decide}. */
  static final String UNDECIDED = "/members/undecided";

  private final CountDownLatch invoked = new CountDownLatch(1);
  private final CountDownLatch decided = new CountDownLatch(1);
  private final PublishKeys keys = new PublishKeys();
  private final String region;
  private final AtomicInteger opened = new AtomicInteger();
  private final Issuer issuer;
  private final EventApi api;
  private final HttpApi http;

  private EventApiServer(EventApi.Timing timing, Optional<Issuer> another) throws IOException {
    Template template = Template.read(Path.of("..", "..", "template.yaml"), Map.of());
    region = template.region();
    HttpApiDefinition.Authorizer authorizer = template.httpApi().authorizer();
    issuer =
        another.orElseGet(
            () -> Issuer.of(authorizer, Optional.empty(), timing.clock(), UuidGenerator.RANDOM));
    api =
        new EventApi(
            "members",
            region,
            new EventApi.Parts(
                new TokenVerifier(
                    authorizer.issuer(),
                    authorizer.audience()::contains,
                    issuer.keys(),
                    timing.clock()),
                EventApi.handler(this::admit),
                keys,
                function ->
                    function.equals(FUNCTION) ? Optional.empty() : Optional.of("not allowed"),
                EventDelivery.RELIABLE),
            timing);
    http =
        new HttpApi(
            LiveAddress.in(template.withFunctions(List.of()), URI.create("http://localhost")),
            Map.of(),
            issuer.keys(),
            new LocalSite(Map.of(), Path.of("no", "page"), Optional.of(api)),
            timing.clock());
    http.start(0);
  }

  static EventApiServer start(EventApi.Timing timing) throws IOException {
    return new EventApiServer(timing, Optional.empty());
  }

  /** A server that accepts the tokens of another. */
  static EventApiServer startWithIssuerOf(EventApiServer other, EventApi.Timing timing)
      throws IOException {
    return new EventApiServer(timing, Optional.of(other.issuer));
  }

  private byte[] admit(byte[] event) throws FunctionError {
    if (new String(event, StandardCharsets.UTF_8).contains(UNDECIDED)) {
      invoked.countDown();
      try {
        decided.await();
      } catch (InterruptedException e) {
        throw new FunctionError("Test.Interrupted", "interrupted");
      }
    }
    opened.incrementAndGet();
    return "null".getBytes(StandardCharsets.UTF_8);
  }

  /** Waits until the function is invoked for {@link #UNDECIDED}. */
  void awaitUndecided() throws InterruptedException {
    invoked.await();
  }

  /** Lets the function admit the subscriptions to {@link #UNDECIDED}. */
  void decide() {
    decided.countDown();
  }

  int port() {
    return http.port();
  }

  String url() {
    return EventPaths.realtimeUrl(URI.create("http://localhost:" + port()));
  }

  /** How many subscriptions were admitted. */
  int opened() {
    return opened.get();
  }

  /** A user's access token. */
  String token() {
    return issuer.accessToken(SampleUsers.INES);
  }

  /** Publishes events, which must be accepted. */
  void publish(String channel, String... events) {
    assertEquals(
        new PublishResult(events.length, Optional.empty()),
        publisher(FUNCTION).publish(channel, List.of(events)));
  }

  /** A publisher that signs as a function. */
  AppSyncPublisher publisher(String function) {
    PublishKeys.AccessKey key = keys.of(function);
    return publisher(key.id(), key.secret(), region);
  }

  AppSyncPublisher publisher(String keyId, String secret, String region) {
    return new AppSyncPublisher(
        URI.create("http://localhost:" + port() + "/event"),
        region,
        StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, secret)));
  }

  PublishKeys keys() {
    return keys;
  }

  EventApi api() {
    return api;
  }

  /** The response to a publish request with these headers. */
  HttpApiResponse post(Map<String, String> headers, String body) {
    return api.publish(headers, body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    decide();
    http.close();
    api.close();
  }
}
