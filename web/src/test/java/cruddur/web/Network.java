package cruddur.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A proxy between a page and its system. It counts requests, and loses or refuses those that a test
 * chooses.
 */
final class Network implements AutoCloseable {

  /** What happens to a request. */
  sealed interface Disposition {

    /** It is forwarded, and so is its response. */
    record Forwarded() implements Disposition {}

    /** It never reaches the system. */
    record RequestLost() implements Disposition {}

    /** It reaches the system, and the response is lost. */
    record ResponseLost() implements Disposition {}

    /** It never reaches the system, and the page waits until the latch opens. */
    record Held(CountDownLatch released) implements Disposition {}

    /** It never reaches the system; the page gets this response. */
    record Refused(int status, Map<String, String> headers, String body) implements Disposition {}
  }

  static final Disposition FORWARDED = new Disposition.Forwarded();
  static final Disposition REQUEST_LOST = new Disposition.RequestLost();
  static final Disposition RESPONSE_LOST = new Disposition.ResponseLost();

  private static final Set<String> CONNECTION_HEADERS =
      Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI system;
  private final boolean isSameOrigin;
  private final StubServer server;
  private final Map<String, Deque<Disposition>> next = new ConcurrentHashMap<>();
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final Map<String, Integer> unchanged = new ConcurrentHashMap<>();
  private final Map<String, Integer> returned = new ConcurrentHashMap<>();
  private final AtomicInteger pending = new AtomicInteger();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private volatile Function<String, Disposition> rest = _ -> FORWARDED;

  /** A network between a page and the system that serves it. */
  Network(URI system) {
    this(system, true);
  }

  private Network(URI system, boolean isSameOrigin) {
    this.system = system;
    this.isSameOrigin = isSameOrigin;
    this.server = new StubServer(this::handle);
  }

  /** A network between an API and pages of other origins, which the API must allow. */
  static Network ofApi(URI api) {
    return new Network(api, false);
  }

  static Disposition refused(int status, String body) {
    return refused(status, Map.of(), body);
  }

  static Disposition refused(int status, Map<String, String> headers, String body) {
    return new Disposition.Refused(status, headers, body);
  }

  /** The address that a page uses. */
  URI address() {
    return server.address();
  }

  /** Sets what happens to the next requests of a kind, such as {@code POST /api/messages}. */
  void next(String kind, Disposition... dispositions) {
    next.computeIfAbsent(kind, _ -> new ConcurrentLinkedDeque<>()).addAll(List.of(dispositions));
  }

  /** Sets what happens to all other requests, by kind. */
  void rest(Function<String, Disposition> dispositions) {
    rest = dispositions;
  }

  /** The idempotency keys of all posts, in order. */
  List<String> keys() {
    return List.copyOf(keys);
  }

  /** The kinds of all requests. */
  Set<String> kinds() {
    return Set.copyOf(counts.keySet());
  }

  /** The number of requests of a kind. */
  int count(String kind) {
    return counts.getOrDefault(kind, 0);
  }

  /** The number of requests of a kind whose response was 304. */
  int unchanged(String kind) {
    return unchanged.getOrDefault(kind, 0);
  }

  /** The number of responses to requests of a kind that had a body. */
  int returned(String kind) {
    return returned.getOrDefault(kind, 0);
  }

  /** The number of requests without a response yet. */
  int pending() {
    return pending.get();
  }

  /** The number of all requests. */
  int count() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void handle(HttpExchange exchange) throws IOException, InterruptedException {
    pending.incrementAndGet();
    try {
      dispose(exchange);
    } finally {
      pending.decrementAndGet();
    }
  }

  private void dispose(HttpExchange exchange) throws IOException, InterruptedException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    keys.addAll(exchange.getRequestHeaders().getOrDefault("idempotency-key", List.of()));
    switch (disposition(kind(exchange))) {
      case Disposition.Forwarded() -> {
        HttpResponse<byte[]> response = forward(exchange, body);
        if (response.statusCode() == 304) {
          unchanged.merge(kind(exchange), 1, Integer::sum);
        }
        if (response.body().length > 0) {
          returned.merge(kind(exchange), 1, Integer::sum);
        }
        StubServer.respond(
            exchange,
            response.statusCode(),
            forwardedHeaders(response.headers().map()),
            response.body());
      }
      case Disposition.RequestLost() -> {}
      case Disposition.Held(CountDownLatch released) -> released.await();
      case Disposition.ResponseLost() -> forward(exchange, body);
      case Disposition.Refused(int status, Map<String, String> headers, String text) ->
          StubServer.respond(
              exchange,
              status,
              headers.entrySet().stream()
                  .collect(
                      Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))),
              text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Method and path, with a star for the uuid of a conversation. */
  private static String kind(HttpExchange exchange) {
    return exchange.getRequestMethod()
        + " "
        + exchange
            .getRequestURI()
            .getPath()
            .replaceFirst("^(/api/message(?:s|_groups))/[^/]+", "$1/*");
  }

  private Disposition disposition(String kind) {
    counts.merge(kind, 1, Integer::sum);
    Deque<Disposition> chosen = next.get(kind);
    Disposition disposition = chosen == null ? null : chosen.poll();
    return disposition == null ? rest.apply(kind) : disposition;
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(system.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (isForwarded(name)) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** To the system, a page that it serves has the system's own origin. */
  private boolean isForwarded(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return !CONNECTION_HEADERS.contains(name) && !(isSameOrigin && name.equals("origin"));
  }

  private static Map<String, List<String>> forwardedHeaders(Map<String, List<String>> headers) {
    Map<String, List<String>> forwarded = new TreeMap<>(headers);
    forwarded.keySet().removeIf(name -> CONNECTION_HEADERS.contains(name.toLowerCase(Locale.ROOT)));
    return forwarded;
  }

  @Override
  public void close() {
    server.close();
    http.close();
  }
}
