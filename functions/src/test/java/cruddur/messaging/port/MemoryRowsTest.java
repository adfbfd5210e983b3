package cruddur.messaging.port;

/** Holds the model of the simulation to the port's contract, which DynamoDB is held to as well. */
class MemoryRowsTest extends RowsContract {

  private final MemoryRows rows = new MemoryRows();

  @Override
  protected Rows rows() {
    return rows;
  }

  @Override
  protected void indexCaughtUp() {
    rows.indexCaughtUp();
  }
}
