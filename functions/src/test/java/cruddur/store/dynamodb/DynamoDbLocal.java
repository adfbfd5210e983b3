package cruddur.store.dynamodb;

import cruddur.messaging.port.Rows;
import cruddur.messaging.port.UsageCounter;
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
 * DynamoDB Local in this process, shared by all tests. Each test has its own table, created from
 * the template. Register it as a static field.
 */
public final class DynamoDbLocal implements BeforeEachCallback {

  private static final TemplateTable TEMPLATE = TemplateTable.read();
  private static final AtomicInteger TABLES = new AtomicInteger();
  private static final Duration LONG_TIMEOUT = Duration.ofMinutes(1);

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
    useNewTable();
  }

  /** Replaces the test's table by an empty one with another name. */
  public void useNewTable() {
    tableName = "messages-" + TABLES.incrementAndGet();
    client.createTable(TEMPLATE.createAs(tableName));
  }

  /** The rows of the test's table, which is empty when the test starts. */
  public Rows rows() {
    return rows(client);
  }

  /** The same, through another client. */
  public Rows rows(DynamoDbClient otherClient) {
    return new DynamoDbRows(otherClient, tableName);
  }

  /** The counter of the same table, as deployed except for its timeouts. */
  public UsageCounter usageCounter(DynamoDbClient otherClient) {
    return new DynamoDbUsageCounter(otherClient, tableName, LONG_TIMEOUT);
  }

  public DynamoDbClient client() {
    return client;
  }

  /** A builder of clients as the functions use them, except for timeouts. */
  DynamoDbClientBuilder clientBuilder() {
    return Server.builder(endpoint());
  }

  /** The endpoint for other processes. */
  public URI endpoint() {
    return client.serviceClientConfiguration().endpointOverride().orElseThrow();
  }

  public String tableName() {
    return tableName;
  }

  /** The server, which stops after the last test. */
  private record Server(DynamoDBProxyServer proxy, DynamoDbClient client) implements AutoCloseable {

    /** Another process can take a port before the server listens on it. */
    private static final int MAX_ATTEMPTS = 5;

    static Server start() {
      IllegalStateException failure = new IllegalStateException("DynamoDB Local did not start.");
      for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        try {
          return startAt(Integer.toString(freePort()));
        } catch (Exception e) {
          failure.addSuppressed(e);
        }
      }
      throw failure;
    }

    private static Server startAt(String port) throws Exception {
      DynamoDBProxyServer proxy =
          ServerRunner.createServerFromCommandLineArgs(
              new String[] {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", port});
      proxy.start();
      return new Server(proxy, clientOf(port));
    }

    @Override
    public void close() {
      client.close();
      try {
        proxy.stop();
      } catch (Exception e) {
        throw new IllegalStateException("DynamoDB Local did not stop.", e);
      }
    }

    private static DynamoDbClient clientOf(String port) {
      return builder(URI.create("http://localhost:" + port)).build();
    }

    // As the functions use it, except for timeouts that a busy machine does not exceed.
    private static DynamoDbClientBuilder builder(URI endpoint) {
      DynamoDbClientBuilder builder = DynamoDbClients.builder();
      return builder
          .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(LONG_TIMEOUT))
          .overrideConfiguration(
              builder.overrideConfiguration().toBuilder()
                  .apiCallAttemptTimeout(LONG_TIMEOUT)
                  .apiCallTimeout(LONG_TIMEOUT)
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
