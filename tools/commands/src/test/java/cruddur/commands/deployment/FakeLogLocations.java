package cruddur.commands.deployment;

/** Names each location after its kind. */
final class FakeLogLocations implements LogLocations {

  @Override
  public String logOf(String function) {
    return "log of " + function;
  }

  @Override
  public String streamOf(String function) {
    return "stream of " + function;
  }

  @Override
  public String userPool() {
    return "user pool";
  }

  @Override
  public String tableAccess() {
    return "table access";
  }
}
