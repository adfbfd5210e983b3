package cruddur.local.invoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import cruddur.local.lambda.FunctionError;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The Runtime API of Lambda, for one runtime and one invocation at a time: see "Using the Lambda
 * runtime API" in its developer guide. The runtime asks for its next event, and sends back an
 * answer or a report of what went wrong.
 */
final class RuntimeApi implements AutoCloseable {

  private static final String RUNTIME = "/2018-06-01/runtime/";

  /** How long a runtime may take to start: Lambda's own limit is 10 s, on its own machines. */
  private static final Duration MOST_INIT = Duration.ofSeconds(60);

  /** How long a runtime may take from a response until it asks for the next event. */
  private static final Duration MOST_AFTERWARDS = Duration.ofSeconds(2);

  private record Invocation(
      String id,
      ByteBuffer event,
      CompletableFuture<Void> begun,
      CompletableFuture<byte[]> response,
      CompletableFuture<Void> ended) {

    static Invocation of(byte[] event) {
      return new Invocation(
          UUID.randomUUID().toString(),
          ByteBuffer.wrap(event),
          new CompletableFuture<>(),
          new CompletableFuture<>(),
          new CompletableFuture<>());
    }
  }

  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final CompletableFuture<byte[]> broken = new CompletableFuture<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Duration timeout;
  private final String functionArn;
  private final Clock clock;
  private volatile Invocation current;

  private RuntimeApi(HttpServer server, String function, Duration timeout, Clock clock) {
    this.server = server;
    this.timeout = timeout;
    this.functionArn = "arn:aws:lambda:us-east-1:000000000000:function:" + function;
    this.clock = clock;
  }

  /**
   * Starts it on a free port.
   *
   * @param timeout how long an invocation may take from when the runtime has its event
   */
  static RuntimeApi start(String function, Duration timeout, Clock clock) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RuntimeApi api = new RuntimeApi(server, function, timeout, clock);
    server.createContext(RUNTIME, api::serve);
    server.setExecutor(api.threads);
    server.start();
    return api;
  }

  /** Host and port, as the runtime's environment names them in {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Has the runtime handle an event; the error is the runtime's report, or Lambda's own of a
   * runtime that is no more.
   */
  byte[] invoke(byte[] event) throws FunctionError {
    Invocation invocation = Invocation.of(event);
    waiting.add(invocation);
    await(CompletableFuture.anyOf(invocation.begun(), broken), MOST_INIT, "Init");
    try {
      return (byte[])
          await(CompletableFuture.anyOf(invocation.response(), broken), timeout, "Task");
    } finally {
      if (invocation.response().isDone()) {
        awaitEnd(invocation);
      }
    }
  }

  /** A runtime logs after its response, too. What breaks from here on is the next invocation's. */
  private void awaitEnd(Invocation invocation) {
    var _ =
        CompletableFuture.anyOf(invocation.ended(), broken)
            .exceptionally(_ -> null)
            .completeOnTimeout(null, MOST_AFTERWARDS.toMillis(), TimeUnit.MILLISECONDS)
            .join();
  }

  /**
   * Says that the runtime is no more: what waits for it, and whatever comes after, fails with this.
   */
  void fail(FunctionError error) {
    broken.completeExceptionally(error);
  }

  private static Object await(CompletableFuture<?> future, Duration most, String what)
      throws FunctionError {
    try {
      return future.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof FunctionError error
          ? error
          : new FunctionError("Runtime.Unknown", e.getMessage());
    } catch (TimeoutException e) {
      throw new FunctionError(
          "Sandbox.Timedout", what + " timed out after " + most.toMillis() / 1000.0 + " seconds");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FunctionError("Sandbox.Interrupted", "the invocation was interrupted");
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(RUNTIME.length());
      byte[] body = exchange.getRequestBody().readAllBytes();
      Invocation invocation = current;
      if (path.equals("invocation/next")) {
        next(exchange);
      } else if (path.equals("restore/next")) {
        // The runtime is ready for its snapshot; here it goes on at once.
        send(exchange, 200, new byte[0]);
      } else if (path.equals("init/error") || path.equals("restore/error")) {
        fail(error(body));
        accept(exchange);
      } else if (invocation != null && path.equals("invocation/" + invocation.id() + "/response")) {
        invocation.response().complete(body);
        accept(exchange);
      } else if (invocation != null && path.equals("invocation/" + invocation.id() + "/error")) {
        invocation.response().completeExceptionally(error(body));
        accept(exchange);
      } else {
        send(exchange, 404, "{\"errorType\":\"NotFound\"}".getBytes(StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    if (current != null) {
      current.ended().complete(null);
    }
    Invocation invocation = waiting.take();
    current = invocation;
    long deadline = clock.instant().plus(timeout).toEpochMilli();
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(deadline));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    headers.set("Content-Type", "application/json");
    invocation.begun().complete(null);
    send(exchange, 200, invocation.event().array());
  }

  private static FunctionError error(byte[] body) {
    JsonNode report = Json.parseObject(body).orElseGet(Json::object);
    return new FunctionError(
        report.path("errorType").asText("Runtime.Unknown"), report.path("errorMessage").asText(""));
  }

  private static void accept(HttpExchange exchange) throws IOException {
    send(exchange, 202, "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
