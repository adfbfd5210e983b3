package cruddur.messaging.port;

import cruddur.messaging.port.row.UsageWindows;

/** Counts usage in the table, one row for each limit and caller. */
@FunctionalInterface
public interface UsageCounter {

  /**
   * Applies an update to a row of usage, which is created if it does not exist. Makes one request,
   * with short time-outs, and never retries it: a use that is counted twice is worse than one that
   * is not counted.
   *
   * @return the row after the update
   * @throws RowsUnavailableException if DynamoDB does not respond in time or throttles the request;
   *     whether the update took effect is then unknown
   */
  UsageWindows count(UsageUpdate update);
}
