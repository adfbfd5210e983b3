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

/** Answers as it was told to, one response a request, and keeps the requests' bodies. */
final class ScriptedServer implements AutoCloseable {

  private record Answer(int status, String body, int announcedBytes) {

    static final Answer SILENCE = new Answer(0, "", 0);
  }

  private final HttpServer server;
  private final Queue<Answer> responses = new ConcurrentLinkedQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  ScriptedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::respond);
    server.start();
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  ScriptedServer answers(int status, String body) {
    responses.add(new Answer(status, body, body.getBytes(UTF_8).length));
    return this;
  }

  /** Refuses as DynamoDB does. */
  ScriptedServer refuses(int status, String type) {
    return answers(status, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\"}".formatted(type));
  }

  /** Closes the connection in the middle of the response. */
  ScriptedServer answersHalf(String body) {
    responses.add(new Answer(200, body, 2 * body.getBytes(UTF_8).length));
    return this;
  }

  /** Takes a request, and all after it, and says nothing. */
  ScriptedServer fallsSilent() {
    responses.add(Answer.SILENCE);
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
  }

  private void respond(HttpExchange exchange) throws IOException {
    requests.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    Answer response = responses.remove();
    if (response.equals(Answer.SILENCE)) {
      waitUntilClosed();
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(response.status(), response.announcedBytes());
    exchange.getResponseBody().write(response.body().getBytes(UTF_8));
    exchange.getResponseBody().flush();
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
