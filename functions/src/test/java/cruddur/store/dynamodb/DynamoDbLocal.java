package cruddur.store.dynamodb;

import cruddur.messaging.port.Rows;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * DynamoDB Local in this process, one for all tests, with a table of its own for every test, made
 * as the template defines it. Register it as a static field.
 */
public final class DynamoDbLocal implements BeforeEachCallback {

  private static final TemplateTable TEMPLATE = TemplateTable.read();
  private static final AtomicInteger TABLES = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private DynamoDbClient client;
  private String tableName;

  @Override
  public void beforeEach(ExtensionContext context) {
    client =
        context
            .getRoot()
            .getStore(Namespace.create(DynamoDbLocal.class))
            .computeIfAbsent(Server.class, _ -> Server.start(), Server.class)
            .client();
    tableName = "messages-" + TABLES.incrementAndGet();
    client.createTable(TEMPLATE.createAs(tableName));
  }

  /** The rows of the test's own table, which is empty when it starts. */
  public Rows rows() {
    return new DynamoDbRows(client, tableName);
  }

  public DynamoDbClient client() {
    return client;
  }

  /** A client of the table as the functions have it, but for its time-outs; not yet built. */
  DynamoDbClientBuilder clientBuilder() {
    return Server.builder(endpoint());
  }

  /** Where another process finds the table. */
  public URI endpoint() {
    return client.serviceClientConfiguration().endpointOverride().orElseThrow();
  }

  public String tableName() {
    return tableName;
  }

  /** The server, which ends with the last test. */
  private record Server(DynamoDBProxyServer proxy, DynamoDbClient client) implements AutoCloseable {

    static Server start() {
      try {
        String port = Integer.toString(freePort());
        DynamoDBProxyServer proxy =
            ServerRunner.createServerFromCommandLineArgs(
                new String[] {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", port});
        proxy.start();
        return new Server(proxy, clientOf(port));
      } catch (Exception e) {
        throw new IllegalStateException("DynamoDB Local does not start.", e);
      }
    }

    @Override
    public void close() {
      client.close();
      try {
        proxy.stop();
      } catch (Exception e) {
        throw new IllegalStateException("DynamoDB Local does not stop.", e);
      }
    }

    private static DynamoDbClient clientOf(String port) {
      return builder(URI.create("http://localhost:" + port)).build();
    }

    // As the functions have it, but for its time-outs: a busy machine is no fault of the table's.
    private static DynamoDbClientBuilder builder(URI endpoint) {
      DynamoDbClientBuilder builder = DynamoDbClients.builder();
      return builder
          .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE))
          .overrideConfiguration(
              builder.overrideConfiguration().toBuilder()
                  .apiCallAttemptTimeout(PATIENCE)
                  .apiCallTimeout(PATIENCE)
                  .build())
          .endpointOverride(endpoint)
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0)) {
        return socket.getLocalPort();
      }
    }
  }
}
