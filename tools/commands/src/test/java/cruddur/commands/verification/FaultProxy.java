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

/** A proxy of a local system that forwards each request, or responds itself if a fault says so. */
public final class FaultProxy implements AutoCloseable {

  /**
   * A request to the proxy, with its token if it has one (not the signature of a request to AWS).
   */
  public record ProxiedRequest(String method, String path, Optional<String> token) {

    /** Whether the method and path start with this route. */
    public boolean is(String route) {
      return (method + " " + path).startsWith(route);
    }
  }

  /** What the proxy does instead of forwarding a request. */
  public sealed interface Reaction {

    /** Sends this response. */
    record Respond(int status, String body) implements Reaction {}

    /** Sends no response and keeps the connection open. */
    record Hang() implements Reaction {}

    /** Closes the connection without a response. */
    record Disconnect() implements Reaction {}
  }

  /** Decides which requests are not forwarded. */
  @FunctionalInterface
  public interface Fault {

    /** The reaction to a request; empty to forward it. */
    Optional<Reaction> on(ProxiedRequest request);

    /** Forwards every request. */
    static Fault none() {
      return _ -> Optional.empty();
    }
  }

  /** The client sets these itself. */
  private static final Set<String> NOT_FORWARDED =
      Set.of("host", "connection", "content-length", "upgrade", "http2-settings");

  private static final AtomicInteger CLIENT_ADDRESSES = new AtomicInteger();

  private final HttpClient client =
      HttpClient.newBuilder().localAddress(anotherLocalAddress()).build();
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

  /** Starts a proxy of a system on a free port. */
  public static FaultProxy of(URI system, Fault fault) throws IOException {
    FaultProxy proxy =
        new FaultProxy(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
            system,
            fault);
    proxy.server.setExecutor(proxy.threads);
    proxy.server.createContext("/", proxy::respond);
    proxy.server.start();
    return proxy;
  }

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
      ProxiedRequest request =
          new ProxiedRequest(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("authorization"))
                  .filter(header -> header.startsWith("Bearer ")));
      switch (fault.on(request).orElse(null)) {
        case null -> forward(exchange);
        case Reaction.Respond(int status, String body) ->
            send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
        case Reaction.Hang() -> closed.await();
        case Reaction.Disconnect() -> {}
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void forward(HttpExchange exchange) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(system.resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
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
   * A different loopback address for each proxy, since profile lookups are limited by client
   * address; {@code null}, the default address, where the operating system has only one.
   */
  private static InetAddress anotherLocalAddress() {
    int number = CLIENT_ADDRESSES.incrementAndGet();
    try {
      InetAddress address =
          InetAddress.getByAddress(new byte[] {127, 1, (byte) (number >> 8), (byte) number});
      try (ServerSocket probe = new ServerSocket(0, 1, address)) {
        return probe.getInetAddress();
      }
    } catch (IOException e) {
      return null;
    }
  }
}
