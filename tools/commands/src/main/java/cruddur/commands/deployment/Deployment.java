package cruddur.commands.deployment;

import java.net.URI;
import java.util.List;

/**
 * A deployment, with access to its API, users and table.
 *
 * @param name for display
 * @param api the HTTP API's address, without a path
 * @param allowedOrigins the origins whose pages may call the API
 * @param clients closes the clients that this deployment uses
 */
public record Deployment(
    String name,
    URI api,
    List<String> allowedOrigins,
    SignIns signIns,
    TableItems table,
    ScheduledFunctions schedules,
    LogLocations logs,
    Runnable clients)
    implements AutoCloseable {

  @Override
  public void close() {
    clients.run();
  }
}
