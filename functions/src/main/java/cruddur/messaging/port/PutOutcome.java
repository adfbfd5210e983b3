package cruddur.messaging.port;

import cruddur.messaging.port.row.Row;

/** How a put ended. */
public sealed interface PutOutcome {

  /** The row stands. */
  record Written() implements PutOutcome {}

  /**
   * The condition did not hold and nothing was written.
   *
   * @param standing the row that stands at the key; it may be the echo of our own earlier request,
   *     whose response was lost
   */
  record Refused(Row standing) implements PutOutcome {}
}
