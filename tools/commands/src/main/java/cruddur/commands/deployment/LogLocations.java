package cruddur.commands.deployment;

/** Where to find the logs and settings of a deployment. */
public interface LogLocations {

  /** The log of a function, named as in {@code template.yaml}. */
  String logOf(String function);

  /** The state of the stream behind a function, and its failure queue. */
  String streamOf(String function);

  /** Where users and sign-in are configured. */
  String userPool();

  /** What decides whether a function can reach the table. */
  String tableAccess();

  /** Where to change a setting of the HTTP API. */
  default String templateOf(String setting) {
    return setting + " in template.yaml; check that this deployment was made from it";
  }
}
