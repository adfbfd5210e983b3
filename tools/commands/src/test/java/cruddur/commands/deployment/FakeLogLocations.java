package cruddur.commands.deployment;

/** Places by what they are. */
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
  public String wayToTable() {
    return "way to table";
  }
}
