package cruddur.messaging.conversation;

import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.PutOutcome;
import cruddur.messaging.port.Rows;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.Row;

/** Writes messages, without ever replacing another message. */
public record MessageWriter(Rows rows) {

  /**
   * Writes a message at its timestamp or, if that key is in use, at the next free microsecond, with
   * a uuid of that microsecond. Returns the message as stored.
   */
  public Message write(Message message) {
    Message placed = message;
    while (rows.put(placed, new KeyIsFree()) instanceof PutOutcome.Refused(Row row)) {
      if (row instanceof Message existing && existing.uuid().equals(placed.uuid())) {
        // This very message, from an earlier request whose response was lost.
        return existing;
      }
      placed = placed.atNextMicrosecond();
    }
    return placed;
  }
}
