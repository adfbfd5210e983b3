package cruddur.local.dynamodb;

import cruddur.toolkit.StartupException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local in this process, including streams, with one database for all access keys and
 * regions.
 *
 * <p>It does not use DynamoDB Local's own launcher, which always listens on all interfaces and
 * sends telemetry. This server listens on the loopback address only.
 */
public final class DynamoDbServer implements AutoCloseable {

  private static final String ANY_ORIGIN = null;
  private static final int UNLIMITED = 0;

  private final Server server;
  private final LocalDynamoDBServerHandler handler;
  private final URI endpoint;

  private DynamoDbServer(Server server, LocalDynamoDBServerHandler handler, URI endpoint) {
    this.server = server;
    this.handler = handler;
    this.endpoint = endpoint;
  }

  /**
   * Starts a server.
   *
   * @param port 0 for a free port
   * @param data an existing directory that keeps the tables; empty to keep them in memory
   * @throws StartupException if the port is in use
   */
  public static DynamoDbServer start(int port, Optional<Path> data) {
    LocalDynamoDBServerHandler handler =
        new LocalDynamoDBServerHandler(new CommittedTransactions(data), ANY_ORIGIN);
    // No number of slow clients keeps others waiting.
    Server server = new Server(new VirtualThreadPool(UNLIMITED));
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("localhost");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new ContextHandler(handler, "/"));
    try {
      server.start();
    } catch (Exception e) {
      handler.close();
      if (e.getCause() instanceof BindException || e instanceof BindException) {
        throw new StartupException(
            "Port "
                + port
                + " for DynamoDB Local is in use. Choose another with --dynamodb-port N, or use the DynamoDB Local"
                + " there with --dynamodb http://localhost:"
                + port
                + ".",
            e);
      }
      throw new StartupException("DynamoDB Local did not start: " + e.getMessage(), e);
    }
    return new DynamoDbServer(
        server, handler, URI.create("http://localhost:" + connector.getLocalPort()));
  }

  /** The address of both services, tables and streams. */
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local did not stop", e);
    } finally {
      handler.close();
    }
  }
}
