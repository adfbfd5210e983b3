package cruddur.messaging.port;

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
