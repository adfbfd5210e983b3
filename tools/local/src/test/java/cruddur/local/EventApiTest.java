package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import cruddur.local.cognito.Issuer;
import cruddur.local.fixture.Eventually;
import cruddur.local.live.EventApi;
import cruddur.local.live.PublishKeys;
import cruddur.messaging.live.PublishResult;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The frames and the limits of the protocol, and the signatures of publish requests. */
class EventApiTest {

  private EventApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = EventApiServer.start(EventApi.Timing.ofAppSync(Clock.systemUTC()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  // ----------------------------------------------------------------------------------------------------------- frames

  @Test
  void aConnectionIsAcknowledgedWithItsTimeout() {
    try (LiveClient client = LiveClient.open(server.url(), server.token())) {
      client.send("{\"type\":\"connection_init\"}");

      assertEquals(
          "{\"type\":\"connection_ack\",\"connectionTimeoutMs\":300000}", client.next().toString());
    }
  }

  @Test
  void anEventIsAStringInAFrameOfItsOwn() {
    try (LiveClient client = connected().subscribed("/members/a", server.token())) {
      server.publish("/members/a", "{\"n\":1}", "[2]");

      assertEquals(
          "{\"id\":\"1\",\"type\":\"data\",\"event\":\"{\\\"n\\\":1}\"}", client.next().toString());
      assertEquals("{\"id\":\"1\",\"type\":\"data\",\"event\":\"[2]\"}", client.next().toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/members/a,   members/a,     true",
    "/members/*,   /members/a,    true",
    "/members/*,   /members/a/b,  true",
    "/members/a/*, /members/a,    false",
    "/members/a,   /members/a/b,  false",
    "/members/a,   /members/b,    false",
  })
  void aSubscriptionReceivesItsChannelAndAWildcardThoseBelow(
      String subscribed, String published, boolean isReceived) {
    try (LiveClient client = connected().subscribed(subscribed, server.token())) {
      client.subscribe("2", "/members/end", server.token());
      server.publish(published, "\"event\"");
      server.publish("/members/end", "\"end\"");

      assertEquals(isReceived ? "1" : "2", client.next().path("id").textValue());
    }
  }

  @Test
  void anIdIsUsedOnce() {
    try (LiveClient client = connected().subscribed("/members/a", server.token())) {
      assertEquals(
          "{\"type\":\"subscribe_error\",\"id\":\"1\",\"errors\":[{\"errorType\":\"DuplicatedOperationError\","
              + "\"message\":\"A subscription already has this id\"}]}",
          sorted(client.subscribe("1", "/members/b", server.token())));
    }
  }

  @Test
  void nothingIsPossibleBeforeTheConnectionIsAcknowledged() {
    try (LiveClient client = LiveClient.open(server.url(), server.token())) {
      assertEquals(
          "UnauthorizedException",
          client
              .subscribe("1", "/members/a", server.token())
              .at("/errors/0/errorType")
              .textValue());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "[]", "{}", "{\"type\":\"start\"}", "{\"type\":1}"})
  void aFrameThatIsNoneOfTheProtocolIsAnErrorAndTheConnectionStays(String frame) {
    try (LiveClient client = connected()) {
      client.send(frame);

      assertEquals("error", client.next().path("type").textValue());
      client.subscribed("/members/a", server.token());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "//", "/members/", "/members//a", "/members/a b", "/members/a/b/c/d/e"})
  void aMalformedChannelIsRefused(String channel) {
    try (LiveClient client = connected()) {
      assertEquals(
          "Invalid Channel Format",
          client.subscribe("1", channel, server.token()).at("/errors/0/message").textValue());
    }
  }

  @Test
  void anotherHostIsRefused() {
    try (LiveClient client = connected()) {
      client.send(
          "{\"type\":\"subscribe\",\"id\":\"1\",\"channel\":\"/members/a\",\"authorization\":{"
              + "\"host\":\"example.com\",\"Authorization\":\""
              + server.token()
              + "\"}}");

      assertEquals("BadRequestException", client.next().at("/errors/0/errorType").textValue());
    }
  }

  @Test
  void aConnectionHasUpToAHundredSubscriptions() {
    try (LiveClient client = connected()) {
      IntStream.range(0, 100)
          .forEach(i ->
              assertEquals(
                  "subscribe_success",
                  client
                      .subscribe("s" + i, "/members/a", server.token())
                      .path("type")
                      .textValue()));

      assertEquals(
          "MaxSubscriptionsReachedError",
          client
              .subscribe("more", "/members/a", server.token())
              .at("/errors/0/errorType")
              .textValue());
    }
  }

  /** AppSync does not document it. A client has to be able to connect again at any time. */
  @Test
  void aConnectionIsClosedWhenItsTokenExpires() throws IOException {
    Instant issued = Instant.parse("2026-11-22T13:07:40Z");
    // The clocks stand still, so the token is valid however long the client takes to connect.
    Clock beforeExpiry =
        Clock.fixed(issued.plus(Issuer.TOKEN_LIFETIME).minusMillis(100), ZoneOffset.UTC);
    try (EventApiServer earlier =
            EventApiServer.start(EventApi.Timing.ofAppSync(Clock.fixed(issued, ZoneOffset.UTC)));
        EventApiServer now =
            EventApiServer.startWithIssuerOf(earlier, EventApi.Timing.ofAppSync(beforeExpiry));
        LiveClient client = LiveClient.connect(now.url(), earlier.token())) {
      assertEquals("Token has expired.", client.next().at("/errors/0/message").textValue());
      assertEquals("closed", client.next().path("type").textValue());
      Eventually.holds(() -> now.api().connections() == 0);
    }
  }

  // ------------------------------------------------------------------------------------------------------- publishing

  @Test
  void onlyAFunctionWhoseRoleAllowsItMayPublish() {
    assertEquals(
        new PublishResult(0, Optional.of("status 403")),
        server.publisher("Another").publish("/members/a", List.of("{}")));
  }

  @Test
  void aRequestMustBeSignedWithAKeyThatExists() {
    PublishKeys.AccessKey key = server.keys().of(EventApiServer.FUNCTION);

    for (var publisher :
        List.of(
            server.publisher("unknown", key.secret(), "us-east-1"),
            server.publisher(key.id(), "another-secret", "us-east-1"),
            server.publisher(key.id(), key.secret(), "eu-west-1"))) {
      assertEquals(
          new PublishResult(0, Optional.of("status 403")),
          publisher.publish("/members/a", List.of("{}")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/members/a/b/c/d/e, Invalid Channel Format",
    "/members/*,         Invalid Channel Format",
    "/others/a,          Channel Namespace not found",
  })
  void eventsArePublishedToOneChannelOfTheNamespace(String channel, String message) {
    assertEquals(message, refusalOf("{\"channel\":\"" + channel + "\",\"events\":[\"{}\"]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"channel":"/members/a"}                                           | A request must have 1 to 5 events
          {"channel":"/members/a","events":[]}                               | A request must have 1 to 5 events
          {"channel":"/members/a","events":["1","2","3","4","5","6"]}        | A request must have 1 to 5 events
          {"channel":"/members/a","events":[{}]}                             | An event is not a string of JSON
          {"channel":"/members/a","events":["{"]}                            | An event is not a string of JSON
          hello                                                              | The body is not JSON
          """)
  void aRequestHasOneToFiveEventsOfJson(String body, String message) {
    assertEquals(message, refusalOf(body));
  }

  @Test
  void aRequestHasUpTo240Kilobytes() {
    String event = "\"" + "x".repeat(240 * 1024) + "\"";

    assertEquals(
        "The request is larger than 240 KB",
        refusalOf(
            Json.object()
                .put("channel", "/members/a")
                .set("events", Json.node(List.of(event)))
                .toString()));
  }

  @Test
  void aSubscriptionThatWaitsForItsFunctionDelaysNobodyElse() throws Exception {
    EventApi.Timing timing =
        new EventApi.Timing(Clock.systemUTC(), Duration.ofMillis(20), Duration.ofMinutes(5));
    try (EventApiServer other = EventApiServer.start(timing);
        LiveClient waiting = LiveClient.connect(other.url(), other.token());
        LiveClient client =
            LiveClient.connect(other.url(), other.token())
                .subscribed("/members/a", other.token())) {
      waiting.sendSubscribe("1", EventApiServer.UNDECIDED, other.token());
      other.awaitUndecided();

      other.publish("/members/a", "\"event\"");
      assertEquals("event", client.nextEvent().textValue());
      waiting.awaitKeepAlive();

      other.decide();
      assertEquals("subscribe_success", waiting.next().path("type").textValue());
      other.publish(EventApiServer.UNDECIDED, "\"late\"");
      assertEquals("late", waiting.nextEvent().textValue());
    }
  }

  @Test
  void aRequestWithoutASignatureIsRefused() {
    assertEquals(401, server.post(Map.of(), "{}").status());
    assertEquals(
        401, server.post(Map.of("authorization", "Bearer " + server.token()), "{}").status());
  }

  @Test
  void aSignatureCoversTheBodyAndTheTime() {
    SignedPublish signed =
        SignedPublish.of(server, "{\"channel\":\"/members/a\",\"events\":[\"1\"]}");

    assertEquals(200, server.post(signed.headers(), signed.body()).status());
    assertEquals(
        403, server.post(signed.headers(), signed.body().replace("\"1\"", "\"2\"")).status());
    assertEquals(
        403, server.post(signed.with("x-amz-date", "20200101T000000Z"), signed.body()).status());
    assertEquals(403, server.post(signed.with("x-amz-date", "now"), signed.body()).status());
    assertEquals(403, server.post(signed.with("host", "example.com"), signed.body()).status());
    assertEquals(403, server.post(signed.with("host", "no host"), signed.body()).status());
    assertEquals(403, server.post(signed.with("host", ""), signed.body()).status());
  }

  @Test
  void aSignatureCoversEachHeaderThatItNames() {
    String body = "{\"channel\":\"/members/a\",\"events\":[\"1\"]}";
    SignedPublish signed = SignedPublish.of(server, body);

    assertTrue(signed.headers().get("authorization").contains("content-type;host;"));
    assertEquals(403, server.post(signed.with("content-type", "text/plain"), body).status());
    assertEquals(200, server.post(signed.with("accept", "text/plain"), body).status());
  }

  @Test
  void aSignatureNamesTheHost() {
    String body = "{\"channel\":\"/members/a\",\"events\":[\"1\"]}";
    SignedPublish signed = SignedPublish.of(server, body);
    String unsignedHost = signed.headers().get("authorization").replace("host;", "");

    assertEquals(403, server.post(signed.with("authorization", unsignedHost), body).status());
  }

  @ParameterizedTest
  @CsvSource({"eu-west-1, appsync", "us-east-1, dynamodb"})
  void aSignatureIsForTheServiceInItsRegion(String region, String service) {
    String body = "{\"channel\":\"/members/a\",\"events\":[\"1\"]}";

    assertEquals(
        403, server.post(SignedPublish.of(server, body, region, service).headers(), body).status());
  }

  @ParameterizedTest
  @CsvSource({"-299, 200", "-301, 403", "299, 200", "301, 403"})
  void aSignatureIsUpToFiveMinutesOld(int seconds, int status) {
    String body = "{\"channel\":\"/members/a\",\"events\":[\"1\"]}";
    Instant now = Instant.parse("2026-11-22T13:07:40Z");
    try (EventApiServer stopped =
        EventApiServer.start(EventApi.Timing.ofAppSync(Clock.fixed(now, ZoneOffset.UTC)))) {
      SignedPublish signed = SignedPublish.at(now.plusSeconds(seconds), stopped, body);

      assertEquals(status, stopped.post(signed.headers(), body).status());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String refusalOf(String body) {
    SignedPublish signed = SignedPublish.of(server, body);
    var response = server.post(signed.headers(), body);
    assertEquals(400, response.status());
    return Json.parseObject(response.body()).orElseThrow().at("/errors/0/message").textValue();
  }

  private LiveClient connected() {
    return LiveClient.connect(server.url(), server.token());
  }

  private static String sorted(JsonNode frame) {
    var error = frame.at("/errors/0");
    assertTrue(error.has("message"));
    return "{\"type\":\"%s\",\"id\":\"%s\",\"errors\":[{\"errorType\":\"%s\",\"message\":\"%s\"}]}"
        .formatted(
            frame.path("type").textValue(),
            frame.path("id").textValue(),
            error.path("errorType").textValue(),
            error.path("message").textValue());
  }
}
