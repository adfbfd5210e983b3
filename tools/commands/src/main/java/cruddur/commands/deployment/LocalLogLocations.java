package cruddur.commands.deployment;

import java.net.URI;

/** Where to find the logs of the local system. */
record LocalLogLocations(URI api) implements LogLocations {

  @Override
  public String logOf(String function) {
    return "the output of bin/up for " + function;
  }

  @Override
  public String streamOf(String function) {
    return api + "/local/failures, and " + logOf(function);
  }

  @Override
  public String userPool() {
    return "the output of bin/up";
  }

  @Override
  public String tableAccess() {
    return "whether DynamoDB Local is still running, and the output of bin/up";
  }
}
