package cruddur.messaging.port;

import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.Row;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import java.util.List;

/**
 * The table. Writes throw the same exceptions as reads. After a {@link RowsUnavailableException} a
 * write may have taken effect.
 */
public interface Rows extends RowReader {

  /** Replaces the existing row if the condition holds. */
  PutOutcome put(Row row, PutCondition condition);

  /**
   * Deletes the row at the key of {@code seen} if it is still of the same group and shows the same
   * message. It may not, because the index that {@code seen} was read from lags.
   *
   * @return {@code false} also if an earlier attempt, whose response was lost, deleted it
   */
  boolean delete(MessageGroup seen);

  /**
   * Sets a marker of a read state, unless it is later already. The other markers stay as they are.
   * One request; one more if the stored marker is malformed, which is replaced.
   *
   * @param upTo in canonical form
   * @return the marker that is stored afterwards
   */
  Timestamp advanceMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo);

  /** Removes a marker of a read state, unless it is later than a time. One request. */
  void removeMarker(RowKey.OfReadState key, Marker marker, Timestamp upTo);

  /** Puts all rows, or none. */
  TransactionOutcome transact(List<ConditionalPut> puts);
}
