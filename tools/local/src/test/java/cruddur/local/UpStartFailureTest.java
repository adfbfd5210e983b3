package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import cruddur.local.files.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever keeps bin/up from starting is one line and exit code 1. */
class UpStartFailureTest {

  /** The exit code and the printed text. */
  private record Result(int exitCode, String printed) {}

  @TempDir Path data;

  @Test
  void aDataFolderThatIsAFile() throws IOException {
    Path file = Files.createFile(data.resolve("file"));
    assertEquals(
        failure(file + " is not a directory. Choose another with --data DIR."),
        up("--data=" + file));
  }

  @Test
  void aDataFolderInUse() {
    try (DataFolder folder = DataFolder.open(data)) {
      assertEquals(
          failure(
              "Directory %s is in use by another bin/up. Stop that one, or choose another directory with --data DIR."
                  .formatted(folder.path())),
          up("--data=" + data));
    }
  }

  @Test
  void aDamagedDatabase() throws IOException {
    Files.writeString(data.resolve(DataFolder.DATABASE), "This is not a database. ".repeat(100));
    assertEquals(
        failure(
            "The database %s is damaged. Move it away, or choose another directory with --data DIR."
                .formatted(data.toRealPath().resolve(DataFolder.DATABASE))),
        up("--data=" + data));
  }

  @Test
  void damagedUsers() throws IOException {
    Files.writeString(data.resolve(DataFolder.USERS), "[{\"sub\":");
    assertEquals(
        failure(
            "users.json in the directory of --data does not hold users. Delete it, and the next start creates the sample users."),
        up("--data=" + data));
  }

  @Test
  void aDamagedKey() throws IOException {
    Files.writeString(data.resolve(DataFolder.ISSUER_KEY), "{}");
    assertEquals(
        failure(
            "issuer-key.json does not hold an RSA key. Delete it, and the next start creates a new one."),
        up("--data=" + data));
  }

  @Test
  void aPortInUse() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(
          failure(
              "Port %d for the API is in use. Choose another with --port N."
                  .formatted(other.getLocalPort())),
          up("--port=" + other.getLocalPort()));
    }
  }

  @Test
  void aDynamoDbThatThrottles() throws IOException {
    assertDynamoDbFailure(
        400,
        "ThrottlingException",
        "status 400, ThrottlingException, Rate of requests exceeds the allowed throughput");
  }

  @Test
  void aDynamoDbThatFails() throws IOException {
    assertDynamoDbFailure(
        500,
        "InternalServerError",
        "status 500, InternalServerError, Rate of requests exceeds the allowed throughput");
  }

  private void assertDynamoDbFailure(int status, String code, String reason) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> respond(exchange, status, code));
    server.start();
    String uri = "http://localhost:" + server.getAddress().getPort();
    try {
      assertEquals(
          failure(
              "The DynamoDB at %s failed: %s. Try again later, or choose another URL with --dynamodb."
                  .formatted(uri, reason)),
          up("--dynamodb=" + uri));
    } finally {
      server.stop(0);
    }
  }

  /** Only lists succeed. */
  private static void respond(HttpExchange exchange, int status, String code) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      boolean isList =
          exchange
              .getRequestHeaders()
              .getFirst("X-Amz-Target")
              .matches(".*\\.List(Tables|Streams)");
      String body =
          isList
              ? "{}"
              : "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"Rate of requests exceeds the allowed throughput.\"}"
                  .formatted(code);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      CRC32 checksum = new CRC32();
      checksum.update(bytes);
      exchange.getResponseHeaders().add("content-type", "application/x-amz-json-1.0");
      exchange.getResponseHeaders().add("x-amz-crc32", Long.toString(checksum.getValue()));
      exchange.sendResponseHeaders(isList ? 200 : status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static Result failure(String line) {
    return new Result(1, line + System.lineSeparator());
  }

  private static Result up(String... options) {
    List<String> arguments = new ArrayList<>(List.of("--template=../../template.yaml"));
    arguments.addAll(List.of("--port=0", "--dynamodb-port=0", "--postgres-port=0"));
    arguments.addAll(List.of(options));
    StringWriter printed = new StringWriter();
    int exitCode =
        Up.commandLine()
            .setErr(new PrintWriter(printed, true))
            .setOverwrittenOptionsAllowed(true)
            .execute(arguments.toArray(String[]::new));
    return new Result(exitCode, printed.toString());
  }
}
