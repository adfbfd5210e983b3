package cruddur.messaging.port;

import cruddur.messaging.port.row.Row;

public sealed interface PutOutcome {

  record Written() implements PutOutcome {}

  /**
   * Nothing was written.
   *
   * @param existing may be from an earlier attempt of this put, whose response was lost, or an
   *     {@link cruddur.messaging.port.row.UnreadableRow}
   */
  record Refused(Row existing) implements PutOutcome {}
}
