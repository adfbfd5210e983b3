package cruddur.commands.deployment;

import java.net.URI;

/**
 * A deployment, and the ways into it.
 *
 * @param name as people call it
 * @param api the HTTP API's address, without a path
 * @param clients what to close when it is no longer needed
 */
public record Deployment(
    String name,
    URI api,
    SignIns signIns,
    TableItems table,
    LogLocations whereabouts,
    Runnable clients)
    implements AutoCloseable {

  @Override
  public void close() {
    clients.run();
  }
}
