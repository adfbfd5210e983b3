package cruddur.local.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.local.cognito.Issuer;
import cruddur.local.lambda.Invocable;
import cruddur.local.route.HttpApiResponse;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send their requests slowly. */
class SlowClientsTest {

  private static final int CLIENTS = 400;

  @Test
  @Timeout(60)
  void theyDoNotHoldUpOthers() throws IOException {
    List<Socket> clients = new ArrayList<>();
    // Nobody is timed out before the test ends.
    try (HttpApi api = start(Duration.ofHours(1))) {
      for (int client = 0; client < CLIENTS; client++) {
        clients.add(slowClient(api.port()));
      }
      assertEquals(
          200, new RawHttp(api.port()).send("POST /local/echo", new byte[] {'x'}).status());
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  @Test
  @Timeout(60)
  void aBodyThatStallsIsTimedOut() throws IOException {
    try (HttpApi api = start(Duration.ofSeconds(3));
        Socket client = slowClient(api.port())) {
      String response = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(response.startsWith("HTTP/1.1 408 "), response);
      assertTrue(response.endsWith("{\"message\":\"Request Timeout\"}"), response);
    }
  }

  /** Sends a request without the end of its body. */
  private static Socket slowClient(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    OutputStream out = socket.getOutputStream();
    out.write(
        "POST /local/echo HTTP/1.1\r\nHost: localhost:%d\r\nContent-Length: 100\r\n\r\nx"
            .formatted(port)
            .getBytes(StandardCharsets.UTF_8));
    out.flush();
    return socket;
  }

  private static HttpApi start(Duration requestTimeout) throws IOException {
    Template template = Template.read(Path.of("..", "..", "template.yaml"), Map.of());
    Issuer issuer =
        Issuer.of(
            template.httpApi().authorizer(),
            Optional.empty(),
            InstantSource.system(),
            () -> "id-1");
    Map<String, Invocable> functions = new HashMap<>();
    template.functions().forEach(function -> functions.put(function.logicalId(), event -> event));
    HttpApi api =
        new HttpApi(
                template,
                functions,
                issuer.keys(),
                new LocalSite(
                    Map.of("POST /local/echo", body -> new HttpApiResponse(200, Map.of(), body)),
                    Path.of("no", "page")),
                InstantSource.system())
            .withRequestTimeout(requestTimeout);
    api.start(0);
    return api;
  }
}
