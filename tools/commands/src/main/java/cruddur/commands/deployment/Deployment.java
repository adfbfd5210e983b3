package cruddur.commands.deployment;

import java.net.URI;

/**
 * A deployment, with access to its API, users and table.
 *
 * @param name for display
 * @param api the HTTP API's address, without a path
 * @param clients closes the clients that this deployment uses
 */
public record Deployment(
    String name, URI api, SignIns signIns, TableItems table, LogLocations logs, Runnable clients)
    implements AutoCloseable {

  @Override
  public void close() {
    clients.run();
  }
}
