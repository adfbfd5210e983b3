package cruddur.commands;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Runs commands so that the JVM can cache the classes they load and link; commands start faster
 * from that cache. The launcher runs this once after a build. It serves an empty table of its own
 * and prints nothing.
 */
public final class AotTraining {

  /** One response for all requests: the SDK ignores the fields that an operation does not have. */
  private static final byte[] RESPONSE =
      "{\"TableNames\":[\"training\"],\"Items\":[],\"Count\":0,\"ScannedCount\":0,\"ConsumedCapacity\":{\"CapacityUnits\":0.5}}"
          .getBytes(StandardCharsets.UTF_8);

  private static final List<String> COMMANDS =
      List.of(
          "list-tables", "list-tables --json", "scan", "list-conversations", "get-conversation g");

  private AotTraining() {}

  /** Runs the commands. */
  public static void main(String[] arguments) throws IOException {
    HttpServer table =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    table.createContext("/", AotTraining::respond);
    table.start();
    try {
      String endpoint = " --endpoint http://localhost:" + table.getAddress().getPort();
      COMMANDS.forEach(command -> run(command + endpoint));
      run("--help");
      run("scan --help");
    } finally {
      table.stop(0);
    }
  }

  private static void run(String command) {
    Cruddur.commandLine(new BufferedReader(Reader.nullReader()), discarded(), discarded())
        .execute(command.split(" "));
  }

  private static PrintWriter discarded() {
    return new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  private static void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      CRC32 checksum = new CRC32();
      checksum.update(RESPONSE);
      exchange.getResponseHeaders().add("content-type", "application/x-amz-json-1.0");
      exchange.getResponseHeaders().add("x-amz-crc32", Long.toString(checksum.getValue()));
      exchange.sendResponseHeaders(200, RESPONSE.length);
      exchange.getResponseBody().write(RESPONSE);
    }
  }
}
