package cruddur.live.appsync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import cruddur.messaging.live.EventPublisher;
import cruddur.messaging.live.PublishResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The requests to AppSync, and what their responses and failures become. */
class AppSyncPublisherTest {

  /** A response of the server: a status and a body, or none at all. */
  private record Response(int status, String body) {}

  private static final Response OK =
      new Response(
          200,
          """
          {"failed":[],"successful":[{"identifier":"a","index":0},{"identifier":"b","index":1}]}
          """);
  private static final List<String> EVENTS = List.of("{\"text\":\"ä \\\" \\n\"}", "{}");

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final List<Integer> clients = new CopyOnWriteArrayList<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private HttpServer server;
  private List<Response> responses = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/event", this::respond);
    server.start();
  }

  @AfterEach
  void stop() {
    done.countDown();
    server.stop(0);
  }

  @Test
  void aRequestHasTheChannelAndEachEventAsText() {
    assertEquals(new PublishResult(2, Optional.empty()), publish(OK));

    assertEquals(
        List.of(
            "{\"channel\":\"/members/a\",\"events\":[\"{\\\"text\\\":\\\"ä \\\\\\\" \\\\n\\\"}\",\"{}\"]}"),
        received);
  }

  @Test
  void aRequestIsSignedForAppSyncInTheRegion() {
    publish(OK);

    String authorization = authorizations.getFirst();
    assertTrue(
        authorization.matches(
            "AWS4-HMAC-SHA256 Credential=some-key/\\d{8}/eu-west-1/appsync/aws4_request, "
                + "SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}"),
        authorization);
    assertTrue(authorization.contains("x-amz-security-token"), authorization);
    assertFalse(authorization.contains("some-secret"));
  }

  @Test
  void eventsThatAreRefusedOneByOneAreNotAccepted() {
    assertEquals(
        new PublishResult(1, Optional.of("refused events")),
        publish(
            new Response(
                200,
                """
                {"failed":[{"identifier":"a","index":0,"code":400,"message":"no"}],
                 "successful":[{"identifier":"b","index":1}]}
                """)));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 413, 429})
  void aRefusalIsNotRepeated(int status) {
    assertEquals(
        new PublishResult(0, Optional.of("status " + status)),
        publish(new Response(status, "{\"errors\":[{\"errorType\":\"X\"}]}"), OK));
    assertEquals(1, received.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  void aServerErrorIsRepeatedOnce(int status) {
    assertEquals(new PublishResult(2, Optional.empty()), publish(new Response(status, ""), OK));
    assertEquals(2, received.size());
    assertEquals(received.getFirst(), received.getLast());
  }

  @Test
  void afterTwoServerErrorsTheEventsAreLost() {
    assertEquals(
        new PublishResult(0, Optional.of("status 502")),
        publish(new Response(500, ""), new Response(502, "<html>"), OK));
    assertEquals(2, received.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"successful\":[{\"index\":0", "<html>"})
  void aResponseThatIsNoListOfAcceptedEventsAcceptsNone(String body) {
    PublishResult outcome = publish(new Response(200, body), new Response(200, body));

    assertEquals(0, outcome.accepted());
    assertTrue(outcome.failure().isPresent());
  }

  @Test
  void aResponseIsReadToItsEndSoThatItsConnectionIsUsedAgain() {
    Response longOne = new Response(200, OK.body() + " ".repeat(2_000_000));
    AppSyncPublisher publisher = publisher(server.getAddress().getPort(), Duration.ofSeconds(30));
    responses = new ArrayList<>(List.of(longOne, new Response(400, longOne.body()), OK));

    publisher.publish("/members/a", EVENTS);
    publisher.publish("/members/a", EVENTS);
    publisher.publish("/members/a", EVENTS);

    assertEquals(1, Set.copyOf(clients).size(), "ports " + clients);
  }

  @Test
  void primingSignsARequestAndSendsNothing() {
    AtomicInteger signatures = new AtomicInteger();
    new AppSyncPublisher(
            URI.create("http://localhost:" + server.getAddress().getPort() + "/event"),
            "eu-west-1",
            (AwsCredentialsProvider)
                () -> {
                  signatures.incrementAndGet();
                  return AwsBasicCredentials.create("some-key", "some-secret");
                })
        .prime();

    assertEquals(1, signatures.get());
    assertEquals(List.of(), received);
  }

  @Test
  void aRequestEndsWithinTheTimeThatTheFunctionReservesForIt() {
    assertEquals(
        EventPublisher.MAX_DURATION,
        AppSyncPublisher.CONNECT_TIMEOUT
            .plus(AppSyncPublisher.READ_TIMEOUT)
            .multipliedBy(AppSyncPublisher.MAX_ATTEMPTS));
  }

  @Test
  void withoutAnythingThatListensTheEventsAreLost() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertEquals(
        new PublishResult(0, Optional.of("ConnectException")),
        publisher(port, Duration.ofSeconds(5)).publish("/members/a", EVENTS));
  }

  @Test
  void aServerThatDoesNotRespondIsGivenUp() {
    responses = new ArrayList<>(Arrays.asList(null, null));

    assertEquals(
        new PublishResult(0, Optional.of("SocketTimeoutException")),
        publisher(server.getAddress().getPort(), Duration.ofMillis(50))
            .publish("/members/a", EVENTS));
  }

  private PublishResult publish(Response... inOrder) {
    responses = new ArrayList<>(List.of(inOrder));
    return publisher(server.getAddress().getPort(), Duration.ofSeconds(30))
        .publish("/members/a", EVENTS);
  }

  private static AppSyncPublisher publisher(int port, Duration readTimeout) {
    return new AppSyncPublisher(
        URI.create("http://localhost:" + port + "/event"),
        "eu-west-1",
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create("some-key", "some-secret", "some-token")),
        readTimeout);
  }

  private void respond(HttpExchange exchange) throws IOException {
    received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    clients.add(exchange.getRemoteAddress().getPort());
    authorizations.add(exchange.getRequestHeaders().getFirst("authorization"));
    Response response;
    synchronized (this) {
      response = responses.removeFirst();
    }
    if (response == null) {
      awaitEndOfTest();
      exchange.close();
      return;
    }
    byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void awaitEndOfTest() {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
