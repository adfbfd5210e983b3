package cruddur.invocation;

import java.util.ArrayList;
import java.util.List;

/** The requests of an invocation, with the units that DynamoDB reports. Thread-safe. */
public final class TableUsage {

  private int calls;
  private int requests;
  private double readUnits;
  private double writeUnits;
  private final List<String> unreadableRows = new ArrayList<>();

  /** Counts a call of the SDK, however many requests it takes. */
  public synchronized void addCall() {
    calls++;
  }

  public synchronized void addRequest() {
    requests++;
  }

  public synchronized void addReadUnits(double units) {
    readUnits += units;
  }

  public synchronized void addWriteUnits(double units) {
    writeUnits += units;
  }

  /** Counts a malformed row, of which the attribute is malformed. */
  public synchronized void addUnreadableRow(String attribute) {
    unreadableRows.add(attribute);
  }

  /** The malformed attribute of each malformed row that was read. */
  public synchronized List<String> unreadableRows() {
    return List.copyOf(unreadableRows);
  }

  /** HTTP requests, retries included. */
  public synchronized int requests() {
    return requests;
  }

  public synchronized int retries() {
    return Math.max(0, requests - calls);
  }

  public synchronized double readUnits() {
    return readUnits;
  }

  /** Includes those of the index. */
  public synchronized double writeUnits() {
    return writeUnits;
  }
}
