package cruddur.messaging.port;

import cruddur.messaging.port.row.UsageWindows;

@FunctionalInterface
public interface UsageCounter {

  /**
   * Applies an update to a usage row with one request, and creates the row if it does not exist.
   * Never retries: see docs/design.md, "When an instance reports".
   *
   * @return the row after the update
   * @throws RowsUnavailableException if DynamoDB throttles or does not respond in time; the update
   *     may have taken effect
   */
  UsageWindows count(UsageUpdate update);
}
