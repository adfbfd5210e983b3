package cruddur.commands.tables;

import cruddur.messaging.port.RequestRejectedException;
import cruddur.messaging.port.RowReader;
import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.UnreadableRowException;
import cruddur.messaging.reading.UnreadCounter;
import cruddur.store.dynamodb.item.MessagesTable;
import cruddur.store.dynamodb.item.RowItems;
import java.util.Map;
import java.util.OptionalInt;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Counts the unread messages of the members whose group rows a scan returns. */
record UnreadCounts(RowReader rows) {

  private static final String GROUP_ROWS = MessagesTable.groupsOf("");

  /**
   * The count of a group row: one request for the member's read state, and one for the messages
   * unless they are all read. Empty for another row, and for one that cannot be read.
   */
  OptionalInt of(Map<String, AttributeValue> item) {
    if (!item.get(MessagesTable.PK).s().startsWith(GROUP_ROWS)) {
      return OptionalInt.empty();
    }
    try {
      return RowItems.toRow(item) instanceof MessageGroup row
          ? OptionalInt.of(count(row))
          : OptionalInt.empty();
    } catch (UnreadableRowException | RequestRejectedException e) {
      return OptionalInt.empty();
    }
  }

  private int count(MessageGroup row) {
    ReadState state =
        rows.getReadable(new RowKey.OfReadState(row.memberUuid(), row.uuid()))
            .orElseGet(() -> ReadState.none(row.memberUuid(), row.uuid()));
    return new UnreadCounter(rows).count(row.last(), state).count();
  }
}
