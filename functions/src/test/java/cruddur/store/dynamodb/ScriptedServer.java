package cruddur.store.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that sends scripted responses, one for each request, and records the requests. */
final class ScriptedServer implements AutoCloseable {

  private enum Ending {
    COMPLETE,
    TRUNCATED,
    STALLED
  }

  /** A response; status 0 sends nothing at all. */
  private record Response(int status, String body, Ending ending) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Response> responses = new ConcurrentLinkedQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  ScriptedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::respond);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  ScriptedServer thenResponds(int status, String body) {
    responses.add(new Response(status, body, Ending.COMPLETE));
    return this;
  }

  /** Responds with an error of DynamoDB. */
  ScriptedServer thenFails(int status, String type) {
    return thenResponds(
        status, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\"}".formatted(type));
  }

  /** Sends half of a response, then closes the connection. */
  ScriptedServer thenTruncates(String body) {
    responses.add(new Response(200, body, Ending.TRUNCATED));
    return this;
  }

  /** Sends half of a response, and keeps the connection open. */
  ScriptedServer thenStallsAfter(String body) {
    responses.add(new Response(200, body, Ending.STALLED));
    return this;
  }

  /** Closes the connection without a response. */
  ScriptedServer thenLosesTheResponse() {
    responses.add(new Response(0, "", Ending.TRUNCATED));
    return this;
  }

  /** Sends nothing, and keeps the connection open. */
  ScriptedServer thenIsSilent() {
    responses.add(new Response(0, "", Ending.STALLED));
    return this;
  }

  /** The bodies of all requests so far, in order. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }

  private void respond(HttpExchange exchange) throws IOException {
    requests.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    Response response = responses.remove();
    if (response.status() != 0) {
      byte[] body = response.body().getBytes(UTF_8);
      int length = response.ending() == Ending.COMPLETE ? body.length : 2 * body.length;
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(response.status(), length);
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().flush();
    }
    if (response.ending() == Ending.STALLED) {
      waitUntilClosed();
    }
    exchange.close();
  }

  private void waitUntilClosed() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
