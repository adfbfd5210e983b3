package cruddur.handler.snapstart;

import com.sun.net.httpserver.HttpServer;
import cruddur.handler.ShowUserShort;
import cruddur.handler.fixture.ApiCall;
import cruddur.handler.fixture.FunctionResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.crac.Resource;

/**
 * The main class of a process that primes a function against one address of DynamoDB, moves the
 * host name to another one, as between a snapshot and its restoration, and sends a request. Its
 * argument is the hosts file that the JVM resolves names with. Fails unless the request reaches the
 * new address.
 */
final class RestoredAddressProbe {

  private static final String HOST = "dynamodb.test";
  private static final String BEFORE = "127.0.0.3";
  private static final String AFTER = "127.0.0.4";

  private RestoredAddressProbe() {}

  public static void main(String[] arguments) throws Exception {
    Path hosts = Path.of(arguments[0]);
    AtomicInteger requestsBefore = new AtomicInteger();
    AtomicInteger requestsAfter = new AtomicInteger();
    HttpServer before = emptyTable(new InetSocketAddress(BEFORE, 0), requestsBefore);
    int port = before.getAddress().getPort();
    HttpServer after = emptyTable(new InetSocketAddress(AFTER, port), requestsAfter);
    try {
      System.setProperty("aws.endpointUrlDynamoDb", "http://" + HOST + ":" + port);
      Files.writeString(hosts, BEFORE + " " + HOST + "\n");
      ShowUserShort function = new ShowUserShort();
      for (Resource priming : Priming.registered()) {
        priming.beforeCheckpoint(null);
      }
      require(requestsBefore.get() > 0, "priming sent no request");

      // Connections do not survive the snapshot.
      before.stop(0);
      Files.writeString(hosts, AFTER + " " + HOST + "\n");
      FunctionResponse response =
          ApiCall.get(function, "/api/users/{handle}/short").path("handle", "@wren").send();
      require(response.status() == 404, "the response is " + response);
      require(requestsAfter.get() > 0, "no request reached the new address");
    } finally {
      before.stop(0);
      after.stop(0);
    }
  }

  /** A table whose every read finds nothing. */
  private static HttpServer emptyTable(InetSocketAddress address, AtomicInteger requests)
      throws IOException {
    HttpServer server = HttpServer.create(address, 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("content-type", "application/x-amz-json-1.0");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static void require(boolean isFulfilled, String message) {
    if (!isFulfilled) {
      throw new IllegalStateException(message);
    }
  }
}
