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
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lambda's Runtime API for one runtime and one invocation at a time (developer guide, "Using the
 * Lambda runtime API"). The runtime requests its next event, and sends a response or an error
 * report.
 */
final class RuntimeApi implements AutoCloseable {

  private static final String RUNTIME = "/2018-06-01/runtime/";

  /** How long a runtime may take to start. Lambda's limit is 10 s, on its own machines. */
  private static final Duration INIT_TIMEOUT = Duration.ofMinutes(3);

  /** How long a runtime may take from its response until it requests the next event. */
  private static final Duration COMPLETION_TIMEOUT = Duration.ofSeconds(10);

  private record Invocation(
      String id,
      ByteBuffer event,
      CompletableFuture<Void> started,
      CompletableFuture<byte[]> response,
      CompletableFuture<Void> completed) {

    static Invocation of(String id, byte[] event) {
      return new Invocation(
          id,
          ByteBuffer.wrap(event),
          new CompletableFuture<>(),
          new CompletableFuture<>(),
          new CompletableFuture<>());
    }
  }

  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final CompletableFuture<byte[]> failed = new CompletableFuture<>();
  private final CompletableFuture<Void> readyForSnapshot = new CompletableFuture<>();
  private final CompletableFuture<Void> restored = new CompletableFuture<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Duration timeout;
  private final String functionArn;
  private final InstantSource clock;
  private volatile Invocation current;
  private volatile long lastResponseNanos;

  private RuntimeApi(HttpServer server, String function, Duration timeout, InstantSource clock) {
    this.server = server;
    this.timeout = timeout;
    this.functionArn = "arn:aws:lambda:us-east-1:000000000000:function:" + function;
    this.clock = clock;
  }

  /**
   * Starts to listen on a free port.
   *
   * @param timeout how long an invocation may take after the runtime has received its event
   */
  static RuntimeApi start(String function, Duration timeout, InstantSource clock)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RuntimeApi api = new RuntimeApi(server, function, timeout, clock);
    server.createContext(RUNTIME, api::serve);
    server.setExecutor(api.threads);
    server.start();
    return api;
  }

  /** Host and port, the value of {@code AWS_LAMBDA_RUNTIME_API} in the runtime's environment. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Lets the runtime handle an event.
   *
   * @throws FunctionError the runtime's error report, or Lambda's own if the runtime ends or times
   *     out
   */
  byte[] invoke(String requestId, byte[] event) throws FunctionError {
    Invocation invocation = Invocation.of(requestId, event);
    waiting.add(invocation);
    await(CompletableFuture.anyOf(invocation.started(), failed), INIT_TIMEOUT, "Init");
    try {
      return (byte[])
          await(CompletableFuture.anyOf(invocation.response(), failed), timeout, "Task");
    } finally {
      if (invocation.response().isDone()) {
        awaitCompletion(invocation);
      }
    }
  }

  /**
   * Waits until the runtime is ready for its snapshot. It stays there until {@link #restore}.
   *
   * @throws FunctionError if the runtime fails before
   */
  void awaitSnapshot() throws FunctionError {
    await(CompletableFuture.anyOf(readyForSnapshot, failed), INIT_TIMEOUT, "Init");
  }

  /** Lets a runtime continue as if it had been restored from its snapshot, which is skipped. */
  void restore() {
    restored.complete(null);
  }

  /** When the last response arrived, on the scale of {@link System#nanoTime()}. */
  long lastResponseNanos() {
    return lastResponseNanos;
  }

  /** A runtime logs after its response, too. A later failure belongs to the next invocation. */
  private void awaitCompletion(Invocation invocation) {
    var _ =
        CompletableFuture.anyOf(invocation.completed(), failed)
            .exceptionally(_ -> null)
            .completeOnTimeout(null, COMPLETION_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
            .join();
  }

  /**
   * Reports that the runtime has ended. The current invocation and all later ones fail with this.
   */
  void fail(FunctionError error) {
    failed.completeExceptionally(error);
  }

  private static Object await(CompletableFuture<?> future, Duration limit, String phase)
      throws FunctionError {
    try {
      return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof FunctionError error
          ? error
          : new FunctionError("Runtime.Unknown", e.getMessage());
    } catch (TimeoutException e) {
      throw new FunctionError(
          "Sandbox.Timedout", phase + " timed out after " + limit.toMillis() / 1000.0 + " seconds");
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
        readyForSnapshot.complete(null);
        restored.join();
        send(exchange, 200, new byte[0]);
      } else if (path.equals("init/error") || path.equals("restore/error")) {
        fail(error(body));
        accept(exchange);
      } else if (invocation != null && path.equals("invocation/" + invocation.id() + "/response")) {
        lastResponseNanos = System.nanoTime();
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
      current.completed().complete(null);
    }
    Invocation invocation = waiting.take();
    current = invocation;
    long deadline = clock.instant().plus(timeout).toEpochMilli();
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(deadline));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    headers.set("Content-Type", "application/json");
    invocation.started().complete(null);
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
    restored.cancel(false);
    server.stop(0);
    threads.shutdownNow();
  }
}
