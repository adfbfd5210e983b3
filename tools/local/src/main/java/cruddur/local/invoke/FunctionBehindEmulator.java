package cruddur.local.invoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.local.lambda.FunctionError;
import cruddur.toolkit.StartupException;
import cruddur.toolkit.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function behind AWS's runtime interface emulator, which is what {@code sam local} uses too. It
 * starts the function at its first event, and tells a function's error from a response by nothing
 * but its shape.
 */
final class FunctionBehindEmulator implements RunningFunction {

  private static final int MILLIS_BETWEEN_TRIES = 20;

  private final RuntimeProcess process;
  private final URI invocations;
  private final HttpClient http = HttpClient.newHttpClient();

  private FunctionBehindEmulator(RuntimeProcess process, String address) {
    this.process = process;
    this.invocations =
        URI.create("http://" + address + "/2015-03-31/functions/function/invocations");
  }

  /**
   * Starts it, on free ports.
   *
   * @param log gets what function and emulator log
   */
  static FunctionBehindEmulator start(FunctionOnDisk function, Path emulator, PrintStream log)
      throws IOException {
    String address = freeAddress();
    List<String> command =
        List.of(
            emulator.toAbsolutePath().toString(),
            "--runtime-interface-emulator-address",
            address,
            "--runtime-api-address",
            freeAddress(),
            "--log-level",
            "warn");
    Map<String, String> environment =
        Map.of(
            "AWS_LAMBDA_FUNCTION_TIMEOUT",
            String.valueOf(function.definition().timeout().toSeconds()));
    return new FunctionBehindEmulator(
        RuntimeProcess.start(function, command, environment, log), address);
  }

  @Override
  public byte[] invoke(byte[] event) throws FunctionError {
    HttpResponse<byte[]> response;
    try {
      response = send(event);
    } catch (IOException e) {
      throw new FunctionError("Runtime.ExitError", "the emulator broke off; the log says why");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FunctionError("Sandbox.Interrupted", "the invocation was interrupted");
    }
    if (response.statusCode() != 200) {
      throw new FunctionError(
          "Runtime.ExitError",
          "the emulator answered " + response.statusCode() + "; the log says why");
    }
    Optional<ObjectNode> report =
        Json.parseObject(response.body()).filter(object -> object.path("errorType").isTextual());
    if (report.isPresent()) {
      throw new FunctionError(
          report.get().get("errorType").textValue(), report.get().path("errorMessage").asText(""));
    }
    return response.body();
  }

  /** Tries until the emulator listens. */
  private HttpResponse<byte[]> send(byte[] event) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(invocations).POST(BodyPublishers.ofByteArray(event)).build();
    while (true) {
      try {
        return http.send(request, BodyHandlers.ofByteArray());
      } catch (ConnectException e) {
        if (!process.isAlive()) {
          throw new StartupException(
              "The emulator ended at once; without it, a Runtime API of this project serves", e);
        }
        Thread.sleep(MILLIS_BETWEEN_TRIES);
      }
    }
  }

  /** Free a moment ago: the emulator takes no port 0. */
  private static String freeAddress() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.close();
    http.close();
  }
}
