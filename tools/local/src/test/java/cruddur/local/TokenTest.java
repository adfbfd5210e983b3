package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TokenTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  @Test
  void onlyTheTokenIsPrinted() throws IOException {
    against(200, "{\"token_type\":\"Bearer\",\"access_token\":\"a.b.c\"}", "riv\"er", 0);

    assertEquals("a.b.c" + System.lineSeparator(), out.toString(StandardCharsets.UTF_8));
    assertEquals("", err.toString(StandardCharsets.UTF_8));
    assertEquals(List.of("POST /local/token {\"handle\":\"riv\\\"er\"}"), requests);
  }

  @Test
  void aHandleMayBeginWithItsSign() throws IOException {
    against(200, "{\"access_token\":\"a.b.c\"}", "@river", 0);

    assertEquals(List.of("POST /local/token {\"handle\":\"river\"}"), requests);
  }

  @Test
  void anUnknownHandleIsOneLineAndExitCodeOne() throws IOException {
    int port = against(404, "[\"user_not_found\"]", "nobody", 1);

    assertError(
        "token: no user nobody at port "
            + port
            + "; sign up with POST /local/sign-up, or choose another port with --port N");
  }

  @Test
  void anotherResponseIsOneLineAndExitCodeOne() throws IOException {
    int port = against(500, "oops", "river", 1);

    assertError(
        "token: port "
            + port
            + " responded with status 500; choose the port of bin/up with --port N");
  }

  @Test
  void aPortWithoutServerIsOneLineAndExitCodeOne() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    assertEquals(1, run("river", "--port", Integer.toString(port)));
    assertError(
        "token: nothing responds at port "
            + port
            + "; start bin/up, or choose its port with --port N");
  }

  @Test
  void invalidArgumentsAreExitCodeTwo() {
    assertEquals(2, run());
    assertEquals(2, run("river", "brook"));
    assertEquals(2, run("river", "--port"));
    assertEquals(2, run("river", "--port", "x"));
    assertEquals(2, run("river", "--host"));
    assertEquals("", out.toString(StandardCharsets.UTF_8));
    assertEquals(5, err.toString(StandardCharsets.UTF_8).lines().count());
  }

  private void assertError(String line) {
    assertEquals("", out.toString(StandardCharsets.UTF_8));
    assertEquals(line + System.lineSeparator(), err.toString(StandardCharsets.UTF_8));
  }

  private int against(int status, String response, String handle, int exitCode) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
          exchange.sendResponseHeaders(status, response.length());
          exchange.getResponseBody().write(response.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    try {
      int port = server.getAddress().getPort();
      assertEquals(exitCode, run("--port", Integer.toString(port), handle));
      return port;
    } finally {
      server.stop(0);
    }
  }

  private int run(String... arguments) {
    return Token.run(arguments, new PrintStream(out, true), new PrintStream(err, true));
  }
}
