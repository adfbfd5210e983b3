package cruddur.commands.redrive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import cruddur.local.route.HttpApiResponse;
import cruddur.local.route.LocalHandler;
import cruddur.local.stream.InMemoryFailureQueue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The failure queue of the local system with its routes, without the rest of the system. */
final class FailureQueueServer implements AutoCloseable {

  private final InMemoryFailureQueue queue =
      new InMemoryFailureQueue(
          new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
  private final HttpServer server;

  FailureQueueServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::respond);
    server.start();
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort() + "/local/failures";
  }

  void add(ObjectNode message) {
    queue.send(message);
  }

  /** The ids of the entries in the queue. */
  List<String> ids() {
    return queue.messages().stream()
        .map(message -> message.path("requestContext").path("requestId").textValue())
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      LocalHandler route =
          queue.handlers().get(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      HttpApiResponse response = route.respond(exchange.getRequestBody().readAllBytes());
      exchange.sendResponseHeaders(response.status(), response.body().length);
      exchange.getResponseBody().write(response.body());
    }
  }
}
