package cruddur.commands.deployment;

import java.net.URI;

/** Where to look in the system that runs on this machine. */
record LocalLogLocations(URI api) implements LogLocations {

  @Override
  public String logOf(String function) {
    return "what bin/up printed of " + function;
  }

  @Override
  public String streamOf(String function) {
    return api + "/local/failures, and " + logOf(function);
  }

  @Override
  public String userPool() {
    return "what bin/up printed";
  }

  @Override
  public String wayToTable() {
    return "whether DynamoDB Local still runs, and what bin/up printed";
  }
}
