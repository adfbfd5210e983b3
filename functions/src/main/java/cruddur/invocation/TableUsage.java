package cruddur.invocation;

/**
 * What an invocation has asked of the table. For one thread.
 *
 * <p>Units are those that DynamoDB has told of: it tells none of a request that it refused.
 */
public final class TableUsage {

  private int calls;
  private int requests;
  private double readUnits;
  private double writeUnits;

  /** Counts what is asked for once, however many requests it takes. */
  public void addCall() {
    calls++;
  }

  /** Counts a request on the wire. */
  public void addRequest() {
    requests++;
  }

  public void addReadUnits(double units) {
    readUnits += units;
  }

  public void addWriteUnits(double units) {
    writeUnits += units;
  }

  /** Requests on the wire, those tried again included. */
  public int requests() {
    return requests;
  }

  /** Requests that were made since an earlier try had failed. */
  public int retries() {
    return Math.max(0, requests - calls);
  }

  public double readUnits() {
    return readUnits;
  }

  /** Those of the index included. */
  public double writeUnits() {
    return writeUnits;
  }
}
