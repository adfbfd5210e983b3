package cruddur.bench.table;

import cruddur.bench.report.Spread;

/** The DynamoDB requests of an invocation, retries included, and their units. */
public record RequestCost(int requests, double readUnits, double writeUnits) {

  /** {@code 2 requests, 1.5 read units}. */
  public String text() {
    return count(requests, "request")
        + (readUnits > 0 ? ", " + count(readUnits, "read unit") : "")
        + (writeUnits > 0 ? ", " + count(writeUnits, "write unit") : "");
  }

  private static String count(double number, String what) {
    return Spread.number(number) + " " + what + (number == 1 ? "" : "s");
  }
}
