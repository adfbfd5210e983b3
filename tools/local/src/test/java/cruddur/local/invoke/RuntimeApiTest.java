package cruddur.local.invoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cruddur.local.lambda.FunctionError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Runtime API, as a runtime uses it. */
class RuntimeApiTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T13:07:40Z"));

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService caller = Executors.newVirtualThreadPerTaskExecutor();
  private RuntimeApi api;

  @BeforeEach
  void start() throws IOException {
    api = RuntimeApi.start("Greet", Duration.ofSeconds(10), CLOCK);
  }

  @AfterEach
  void stop() {
    api.close();
    caller.shutdownNow();
    http.close();
  }

  @Test
  void theRuntimeGetsTheEventAndTheCallerItsResponse() throws Exception {
    Future<String> response = caller.submit(() -> invoke("{\"name\":\"Ines\"}"));
    HttpResponse<String> next = get("invocation/next");
    assertEquals("{\"name\":\"Ines\"}", next.body());
    assertEquals(
        CLOCK.instant().plusSeconds(10).toEpochMilli(),
        next.headers().firstValueAsLong("Lambda-Runtime-Deadline-Ms").orElseThrow());
    assertEquals(
        "arn:aws:lambda:us-east-1:000000000000:function:Greet",
        next.headers().firstValue("Lambda-Runtime-Invoked-Function-Arn").orElseThrow());

    assertEquals(202, post("invocation/" + id(next) + "/response", "\"hello\"").statusCode());
    Future<HttpResponse<String>> second = caller.submit(() -> get("invocation/next"));
    assertEquals("\"hello\"", response.get());
    Future<String> secondResponse = caller.submit(() -> invoke("2"));
    assertEquals("2", second.get().body());
    assertEquals(404, post("invocation/" + id(next) + "/response", "\"too late\"").statusCode());
    post("invocation/" + id(second.get()) + "/response", "\"again\"");
    api.fail(new FunctionError("Runtime.ExitError", "the runtime has ended"));
    assertEquals("\"again\"", secondResponse.get());
  }

  @Test
  void theErrorReportOfTheRuntimeIsTheFunctionError() throws Exception {
    Future<FunctionError> error = caller.submit(this::errorOfInvoking);
    HttpResponse<String> next = get("invocation/next");
    post(
        "invocation/" + id(next) + "/error",
        "{\"errorType\":\"Taken\",\"errorMessage\":\"choose another\",\"stackTrace\":[]}");
    Future<HttpResponse<String>> idle = caller.submit(() -> get("invocation/next"));
    assertEquals("Taken", error.get().errorType());
    assertEquals("choose another", error.get().getMessage());
    idle.cancel(true);
  }

  @Test
  void aRuntimeThatCannotStartFailsTheInvocation() throws Exception {
    post("init/error", "{\"errorType\":\"NoClass\",\"errorMessage\":\"Class not found\"}");
    FunctionError error = errorOfInvoking();
    assertEquals("NoClass", error.errorType());
    assertEquals("Class not found", error.getMessage());
  }

  @Test
  void aRuntimeThatEndsFailsTheInvocation() throws Exception {
    Future<FunctionError> error = caller.submit(this::errorOfInvoking);
    get("invocation/next");
    api.fail(new FunctionError("Runtime.ExitError", "the runtime has ended"));
    assertEquals("Runtime.ExitError", error.get().errorType());
  }

  @Test
  void theRuntimeWaitsAtItsSnapshotUntilItIsRestored() throws Exception {
    Future<HttpResponse<String>> snapshot = caller.submit(() -> get("restore/next"));
    api.awaitSnapshot();
    assertFalse(snapshot.isDone());

    api.restore();
    assertEquals(200, snapshot.get().statusCode());
  }

  @Test
  void aRuntimeThatCannotStartHasNoSnapshot() throws Exception {
    post("init/error", "{\"errorType\":\"NoClass\",\"errorMessage\":\"Class not found\"}");
    assertEquals("NoClass", assertThrows(FunctionError.class, api::awaitSnapshot).errorType());
  }

  @Test
  void anInvocationTimesOut() throws Exception {
    try (RuntimeApi impatient = RuntimeApi.start("Greet", Duration.ofMillis(1), CLOCK)) {
      Future<FunctionError> error =
          caller.submit(() ->
              assertThrows(FunctionError.class, () -> impatient.invoke("r-1", new byte[] {'1'})));
      http.send(
          HttpRequest.newBuilder(
                  URI.create(
                      "http://" + impatient.address() + "/2018-06-01/runtime/invocation/next"))
              .build(),
          BodyHandlers.ofString());
      assertEquals("Sandbox.Timedout", error.get().errorType());
      assertEquals("Task timed out after 0.001 seconds", error.get().getMessage());
    }
  }

  private String invoke(String event) throws FunctionError {
    return new String(
        api.invoke(UUID.randomUUID().toString(), event.getBytes(StandardCharsets.UTF_8)),
        StandardCharsets.UTF_8);
  }

  private FunctionError errorOfInvoking() {
    return assertThrows(FunctionError.class, () -> invoke("1"));
  }

  private static String id(HttpResponse<String> next) {
    return next.headers().firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://" + api.address() + "/2018-06-01/runtime/" + path));
  }
}
