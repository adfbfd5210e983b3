package cruddur.commands.verification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between the commands and a local system: passes on what it is asked, but for what a fault
 * answers in its place.
 */
public final class FaultProxy implements AutoCloseable {

  /** What is asked. */
  public record Asked(String method, String path, Optional<String> token) {

    /** Whether it is this route, by method and the beginning of its path. */
    public boolean is(String route) {
      return (method + " " + path).startsWith(route);
    }
  }

  /** What is answered in place of the system. */
  public sealed interface Altered {

    /** This response. */
    record Answered(int status, String body) implements Altered {}

    /** No response, the connection staying open. */
    record Silence() implements Altered {}

    /** No response, the connection being closed. */
    record Cut() implements Altered {}
  }

  /** A fault. */
  @FunctionalInterface
  public interface Fault {

    /** What it answers; empty for what it does not alter. */
    Optional<Altered> on(Asked asked);

    /** Every response is as it is. */
    static Fault none() {
      return _ -> Optional.empty();
    }
  }

  /** The client sets these by itself. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of("host", "connection", "content-length", "upgrade", "http2-settings");

  private static final AtomicInteger SOURCES = new AtomicInteger();

  private final HttpClient client = HttpClient.newBuilder().localAddress(anotherSource()).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private final URI system;
  private final Fault fault;

  private FaultProxy(HttpServer server, URI system, Fault fault) {
    this.server = server;
    this.system = system;
    this.fault = fault;
  }

  /** Starts one before a system, on a free port. */
  public static FaultProxy of(URI system, Fault fault) throws IOException {
    FaultProxy api =
        new FaultProxy(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
            system,
            fault);
    api.server.setExecutor(api.threads);
    api.server.createContext("/", api::respond);
    api.server.start();
    return api;
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
    client.close();
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      Asked asked =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("authorization")));
      switch (fault.on(asked).orElse(null)) {
        case null -> passOn(exchange);
        case Altered.Answered(int status, String body) ->
            send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
        case Altered.Silence() -> closed.await();
        case Altered.Cut() -> {}
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void passOn(HttpExchange exchange) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(system.resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    response
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!name.equals("content-length") && !name.startsWith(":")) {
            exchange.getResponseHeaders().put(name, values);
          }
        });
    send(exchange, response.statusCode(), response.body());
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  /**
   * Another of this machine's own addresses for each, since look-ups are limited by their source;
   * the usual one, {@code null}, where the system knows but that.
   */
  private static InetAddress anotherSource() {
    int number = SOURCES.incrementAndGet();
    try {
      InetAddress source =
          InetAddress.getByAddress(new byte[] {127, 1, (byte) (number >> 8), (byte) number});
      try (ServerSocket probe = new ServerSocket(0, 1, source)) {
        return probe.getInetAddress();
      }
    } catch (IOException e) {
      return null;
    }
  }
}
