package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.local.live.EventApi;
import cruddur.local.live.EventConnection;
import cruddur.local.live.FrameSink;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections for live events begin, and how they end for a client that is too slow. */
class EventConnectionTest {

  private EventApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = EventApiServer.start(EventApi.Timing.ofAppSync(Clock.systemUTC()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Sec-WebSocket-Protocol: header-e30\r\n",
        "Sec-WebSocket-Protocol: graphql-ws, header-e30\r\n",
        "Sec-WebSocket-Protocol: AWS-APPSYNC-EVENT-WS\r\n"
      })
  void aHandshakeWithoutTheProtocolIsRefused(String protocols) throws IOException {
    String response = upgrade(protocols);

    assertEquals("HTTP/1.1 400 Bad Request", response.lines().findFirst().orElseThrow());
    assertEquals(
        "{\"errors\":[{\"errorType\":\"BadRequestException\",\"message\":"
            + "\"The subprotocol aws-appsync-event-ws is required\"}]}",
        response.substring(response.indexOf("\r\n\r\n")).strip());
    assertEquals(0, server.api().connections());
  }

  /** Jetty reports a full buffer by closing the connection in the thread that sends. */
  @Test
  void aClientThatIsTooSlowCostsOthersNothing() {
    SlowClient slow = new SlowClient();
    slow.connection = server.api().connect(List.of(EventConnection.PROTOCOL, header()), slow);
    slow.connection.onText("{\"type\":\"connection_init\"}");
    for (int i = 0; i < 3; i++) {
      slow.connection.onText(
          Json.object()
              .put("type", "subscribe")
              .put("id", "s" + i)
              .put("channel", "/members/a")
              .set("authorization", Json.node(authorization()))
              .toString());
    }
    try (LiveClient client =
        LiveClient.connect(server.url(), server.token()).subscribed("/members/a", server.token())) {
      server.publish("/members/a", "\"first\"");
      server.publish("/members/a", "\"second\"");

      assertEquals("first", client.nextEvent().textValue());
      assertEquals("second", client.nextEvent().textValue());
    }
    assertEquals(1, slow.frames.stream().filter(frame -> frame.contains("\"data\"")).count());
  }

  private Map<String, String> authorization() {
    return Map.of("host", "localhost", "Authorization", server.token());
  }

  private String header() {
    byte[] json = Json.bytes(authorization());
    return "header-" + Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  private String upgrade(String protocols) throws IOException {
    try (Socket socket = new Socket("localhost", server.port())) {
      String request =
          "GET /event/realtime HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
              + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              + protocols
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Is disconnected by the first event that it is sent. */
  private static final class SlowClient implements FrameSink {

    private final List<String> frames = new ArrayList<>();
    private EventConnection connection;
    private boolean isConnected = true;

    @Override
    public void send(String json) {
      if (isConnected) {
        frames.add(json);
      }
      if (json.contains("\"data\"")) {
        disconnect();
      }
    }

    @Override
    public void close(int code, String reason) {
      disconnect();
    }

    @Override
    public void disconnect() {
      if (isConnected) {
        isConnected = false;
        connection.onClose();
      }
    }
  }
}
