package cruddur.commands.deployment;

/** Where to look in a deployment when something is wrong. */
public interface LogLocations {

  /** What a function has logged; it goes by its name in {@code template.yaml}. */
  String logOf(String function);

  /** How the stream is getting on, and what could not be processed. */
  String streamOf(String function);

  /** Where users and their sign-in are set up. */
  String userPool();

  /** What decides whether a function reaches the table. */
  String wayToTable();

  /** Where a setting of the HTTP API is to be changed: it stands in {@code template.yaml}. */
  default String templateOf(String setting) {
    return setting + " in template.yaml, and whether this deployment was made of it";
  }
}
