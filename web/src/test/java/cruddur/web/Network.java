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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What lies between a page and its system: it counts what passes, and loses or refuses what it is
 * told to.
 */
final class Network implements AutoCloseable {

  /** What may become of a request. */
  sealed interface Fate {

    /** It passes, and so does its response. */
    record Passes() implements Fate {}

    /** It never arrives. */
    record IsLost() implements Fate {}

    /** It arrives, and its response is lost. */
    record LosesItsResponse() implements Fate {}

    /** It never arrives; this is answered instead. */
    record IsRefused(int status, Map<String, String> headers, String body) implements Fate {}
  }

  static final Fate PASSES = new Fate.Passes();
  static final Fate IS_LOST = new Fate.IsLost();
  static final Fate LOSES_ITS_ANSWER = new Fate.LosesItsResponse();

  private static final Set<String> OF_THE_CONNECTION =
      Set.of("host", "origin", "connection", "content-length", "transfer-encoding", "upgrade");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI system;
  private final StubServer server;
  private final Map<String, Deque<Fate>> next = new ConcurrentHashMap<>();
  private final Map<String, Integer> counts = new ConcurrentHashMap<>();
  private final Map<String, Integer> unchanged = new ConcurrentHashMap<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private volatile Function<String, Fate> rest = _ -> PASSES;

  Network(URI system) {
    this.system = system;
    this.server = new StubServer(this::handle);
  }

  static Fate refused(int status, String body) {
    return new Fate.IsRefused(status, Map.of(), body);
  }

  /** Where a page comes through it. */
  URI address() {
    return server.address();
  }

  /** The fates of the next requests of a kind, such as {@code POST /api/messages}. */
  void next(String kind, Fate... fates) {
    next.computeIfAbsent(kind, _ -> new ArrayDeque<>()).addAll(List.of(fates));
  }

  /** The fate of all other requests, by kind. */
  void rest(Function<String, Fate> fates) {
    rest = fates;
  }

  /** The idempotency keys of all posts, in their order. */
  List<String> keys() {
    return List.copyOf(keys);
  }

  /** How many of a kind there have been. */
  int count(String kind) {
    return counts.getOrDefault(kind, 0);
  }

  /** How many of a kind were answered with what is known already. */
  int unchanged(String kind) {
    return unchanged.getOrDefault(kind, 0);
  }

  /** How many are not answered yet. */
  int underWay() {
    return underWay.get();
  }

  /** How many there have been at all. */
  int count() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void handle(HttpExchange exchange) throws IOException, InterruptedException {
    underWay.incrementAndGet();
    try {
      meet(exchange);
    } finally {
      underWay.decrementAndGet();
    }
  }

  private void meet(HttpExchange exchange) throws IOException, InterruptedException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    keys.addAll(exchange.getRequestHeaders().getOrDefault("idempotency-key", List.of()));
    switch (fate(kind(exchange))) {
      case Fate.Passes() -> {
        HttpResponse<byte[]> response = forward(exchange, body);
        if (response.statusCode() == 304) {
          unchanged.merge(kind(exchange), 1, Integer::sum);
        }
        StubServer.respond(
            exchange, response.statusCode(), passed(response.headers().map()), response.body());
      }
      case Fate.IsLost() -> {}
      case Fate.LosesItsResponse() -> forward(exchange, body);
      case Fate.IsRefused(int status, Map<String, String> headers, String text) ->
          StubServer.respond(
              exchange,
              status,
              headers.entrySet().stream()
                  .collect(
                      Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))),
              text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Method and path, without what differs from one conversation to another. */
  private static String kind(HttpExchange exchange) {
    return exchange.getRequestMethod()
        + " "
        + exchange.getRequestURI().getPath().replaceFirst("^(/api/messages)/.*", "$1/*");
  }

  private Fate fate(String kind) {
    counts.merge(kind, 1, Integer::sum);
    Deque<Fate> told = next.get(kind);
    Fate fate = told == null ? null : told.poll();
    return fate == null ? rest.apply(kind) : fate;
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(system.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static Map<String, List<String>> passed(Map<String, List<String>> headers) {
    Map<String, List<String>> passed = new TreeMap<>(headers);
    passed.keySet().removeIf(name -> OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)));
    return passed;
  }

  @Override
  public void close() {
    server.close();
    http.close();
  }
}
