package cruddur.invocation;

/** The requests of an invocation, with the units that DynamoDB reports. Not thread-safe. */
public final class TableUsage {

  private int calls;
  private int requests;
  private double readUnits;
  private double writeUnits;

  /** Counts a call of the SDK, however many requests it takes. */
  public void addCall() {
    calls++;
  }

  public void addRequest() {
    requests++;
  }

  public void addReadUnits(double units) {
    readUnits += units;
  }

  public void addWriteUnits(double units) {
    writeUnits += units;
  }

  /** HTTP requests, retries included. */
  public int requests() {
    return requests;
  }

  public int retries() {
    return Math.max(0, requests - calls);
  }

  public double readUnits() {
    return readUnits;
  }

  /** Includes those of the index. */
  public double writeUnits() {
    return writeUnits;
  }
}
