package cruddur.messaging.port;

import cruddur.messaging.port.row.Row;

/** The outcome of a put. */
public sealed interface PutOutcome {

  /** The row was written. */
  record Written() implements PutOutcome {}

  /**
   * The condition did not hold and nothing was written.
   *
   * @param existing the row at the key; it may have been written by an earlier attempt of this put,
   *     whose response was lost
   */
  record Refused(Row existing) implements PutOutcome {}
}
