package cruddur.toolkit.live;

import static cruddur.toolkit.live.ScriptedEventServer.CLOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of live events against a server that sends whatever a test needs. */
class EventClientTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String KEEP_ALIVE = "{\"type\":\"ka\"}";
  private static final String CONNECTED =
      "{\"type\":\"connection_ack\",\"connectionTimeoutMs\":300000}";
  private static final String SUBSCRIBED = "{\"type\":\"subscribe_success\",\"id\":\"1\"}";

  @Test
  void aClientSendsItsAuthorizationAndSkipsKeepAlives() throws Exception {
    List<JsonNode> received = new CopyOnWriteArrayList<>();
    try (ScriptedEventServer server =
            ScriptedEventServer.start(frame -> {
              received.add(frame);
              return List.of(KEEP_ALIVE, isInit(frame) ? CONNECTED : SUBSCRIBED);
            });
        EventClient client = EventClient.connect(at(server), "token", LONG)) {
      EventFrame response = client.subscribe("1", "/members/own");

      assertEquals(
          Json.read(SUBSCRIBED.getBytes(StandardCharsets.UTF_8), JsonNode.class), response.json());
      assertEquals(
          "[{\"type\":\"connection_init\"}, {\"type\":\"subscribe\",\"id\":\"1\",\"channel\":\"/members/own\","
              + "\"authorization\":{\"host\":\"host.example\",\"Authorization\":\"token\"}}]",
          received.toString());
    }
  }

  /** AWS's service sends a string; its documentation also shows a list. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"data\",\"id\":\"1\",\"event\":\"{\\\"n\\\":1}\"}",
        "{\"type\":\"data\",\"id\":\"1\",\"event\":[\"{\\\"n\\\":1}\"]}"
      })
  void anEventIsAStringOrAListOfStrings(String data) throws Exception {
    try (ScriptedEventServer server =
            ScriptedEventServer.start(
                frame -> isInit(frame) ? List.of(CONNECTED) : List.of(SUBSCRIBED, data));
        EventClient client = EventClient.connect(at(server), "token", LONG)) {
      assertTrue(client.subscribe("1", "/members/own").isOfType("subscribe_success"));

      long before = System.nanoTime();
      EventFrame event = client.next(LONG).orElseThrow();

      assertEquals("[{\"n\":1}]", event.events().toString());
      assertTrue(event.nanos() - before < LONG.toNanos());
    }
  }

  @Test
  void aFrameThatIsNoEventHasNoEvents() throws Exception {
    assertEquals(
        List.of(),
        new EventFrame(Json.read(KEEP_ALIVE.getBytes(StandardCharsets.UTF_8), JsonNode.class), 0)
            .events());
  }

  /** An event of another subscription can arrive before the response. */
  @Test
  void anEventBeforeTheResponseToASubscriptionIsKept() throws Exception {
    try (ScriptedEventServer server =
            ScriptedEventServer.start(frame ->
                isInit(frame)
                    ? List.of(CONNECTED)
                    : List.of(
                        "{\"type\":\"data\",\"id\":\"0\",\"event\":\"1\"}",
                        SUBSCRIBED,
                        "{\"type\":\"data\",\"id\":\"0\",\"event\":\"2\"}"));
        EventClient client = EventClient.connect(at(server), "token", LONG)) {
      assertTrue(client.subscribe("1", "/members/own").isOfType("subscribe_success"));

      assertEquals("[1]", client.next(LONG).orElseThrow().events().toString());
      assertEquals("[2]", client.next(LONG).orElseThrow().events().toString());
      assertEquals(Optional.empty(), client.next(Duration.ZERO));
    }
  }

  @Test
  void aRefusedSubscriptionIsAResponseWithItsErrors() throws Exception {
    try (ScriptedEventServer server =
            ScriptedEventServer.start(frame ->
                List.of(
                    isInit(frame)
                        ? CONNECTED
                        : "{\"type\":\"subscribe_error\",\"id\":\"1\",\"errors\":[{\"errorType\":\"E\",\"message\":\"no\"}]}"));
        EventClient client = EventClient.connect(at(server), "token", LONG)) {
      EventFrame response = client.subscribe("1", "/members/own");

      assertTrue(response.isOfType("subscribe_error"));
      assertEquals(List.of("no"), response.errorMessages());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"error\",\"errors\":[{\"errorType\":\"UnsupportedOperation\"}]}",
        "{\"type\":\"subscribe_success\",\"id\":\"another\"}"
      })
  void anotherFrameIsNotTheResponseToASubscription(String frameOfServer) throws Exception {
    try (ScriptedEventServer server =
            ScriptedEventServer.start(frame -> List.of(isInit(frame) ? CONNECTED : frameOfServer));
        EventClient client = EventClient.connect(at(server), "token", LONG)) {
      IOException failure =
          assertThrows(IOException.class, () -> client.subscribe("1", "/members/own"));

      assertEquals("not the response to a subscription: " + frameOfServer, failure.getMessage());
    }
  }

  @Test
  void aConnectionThatIsRefusedClosesTheSocket() throws Exception {
    String refusal = "{\"type\":\"connection_error\",\"errors\":[]}";
    try (ScriptedEventServer server = ScriptedEventServer.start(_ -> List.of(refusal))) {
      IOException failure =
          assertThrows(
              IOException.class, () -> EventClient.connect(at(server), "token", LONG).close());

      assertEquals("the connection was refused: " + refusal, failure.getMessage());
      assertTrue(server.awaitClose());
    }
  }

  @Test
  void aResponseThatIsNotJsonClosesTheSocket() throws Exception {
    try (ScriptedEventServer server = ScriptedEventServer.start(_ -> List.of("nonsense"))) {
      IOException failure =
          assertThrows(
              IOException.class, () -> EventClient.connect(at(server), "token", LONG).close());

      assertEquals("the server sent what is not JSON: nonsense", failure.getMessage());
      assertTrue(server.awaitClose());
    }
  }

  @Test
  void aMissingResponseClosesTheSocket() throws Exception {
    try (ScriptedEventServer server = ScriptedEventServer.start(_ -> List.of())) {
      IOException failure =
          assertThrows(
              IOException.class,
              () -> EventClient.connect(at(server), "token", Duration.ofSeconds(5)).close());

      assertEquals("no response to connection_init", failure.getMessage());
      assertTrue(server.awaitClose());
    }
  }

  @Test
  void aClosedSocketEndsWaitingAtOnceAfterTheFramesThatItSent() throws Exception {
    try (ScriptedEventServer server =
            ScriptedEventServer.start(frame ->
                isInit(frame)
                    ? List.of(CONNECTED)
                    : List.of(
                        SUBSCRIBED, "{\"type\":\"data\",\"id\":\"1\",\"event\":\"1\"}", CLOSE));
        EventClient client = EventClient.connect(at(server), "token", LONG)) {
      assertTrue(client.subscribe("1", "/members/own").isOfType("subscribe_success"));

      Duration days = Duration.ofDays(9);
      assertEquals("[1]", client.next(days).orElseThrow().events().toString());
      IOException failure = assertThrows(IOException.class, () -> client.next(days));
      assertEquals("the connection was closed: 1000", failure.getMessage());
      assertThrows(IOException.class, () -> client.next(days));
    }
  }

  @Test
  void aClientThatIsClosedDoesNotWait() throws Exception {
    try (ScriptedEventServer server = ScriptedEventServer.start(_ -> List.of(CONNECTED))) {
      EventClient client = EventClient.connect(at(server), "token", LONG);
      client.close();

      assertEquals(
          "the connection was closed: by this client",
          assertThrows(IOException.class, () -> client.next(Duration.ofDays(9))).getMessage());
      assertTrue(server.awaitClose());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://events.example", "::", "ws://localhost:1"})
  void anAddressWithoutAWebSocketIsNamed(String url) {
    String message =
        assertThrows(
                IOException.class,
                () -> EventClient.open(new LiveEndpoint(url, "", ""), "token", LONG).close())
            .getMessage();

    assertTrue(message.startsWith("no connection to " + url + ": java."), message);
  }

  @Test
  void aServerThatRefusesTheSocketIsQuotedWithItsStatus() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(403, -1);
          exchange.close();
        });
    server.start();
    String url = "ws://localhost:" + server.getAddress().getPort();
    try {
      assertEquals(
          "no connection to " + url + ": the server responded with status 403",
          assertThrows(
                  IOException.class,
                  () -> EventClient.open(new LiveEndpoint(url, "", ""), "", LONG).close())
              .getMessage());
    } finally {
      server.stop(0);
    }
  }

  private static LiveEndpoint at(ScriptedEventServer server) {
    return new LiveEndpoint(server.url(), "host.example", "/members/own");
  }

  private static boolean isInit(JsonNode frame) {
    return frame.path("type").asText().equals("connection_init");
  }
}
