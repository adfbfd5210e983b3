package cruddur.messaging.port;

class MemoryUsageCounterTest extends UsageCounterContract {

  private final MemoryRows rows = new MemoryRows();

  @Override
  protected UsageCounter usageCounter() {
    return rows;
  }

  @Override
  protected Rows rows() {
    return rows;
  }
}
