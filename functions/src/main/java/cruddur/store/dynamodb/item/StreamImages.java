package cruddur.store.dynamodb.item;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.UnreadableRowException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the rows in the images of stream records: string attributes by name, keys included. */
public final class StreamImages {

  private StreamImages() {}

  /** The read state in an image; empty if the row is of another type. */
  public static Optional<ReadState> readState(Map<String, String> strings) {
    return MessagesTable.isReadState(strings.get(MessagesTable.PK))
        ? Optional.of(RowItems.toRow(item(strings), ReadState.class))
        : Optional.empty();
  }

  /**
   * The message in an image; empty if the row is not a message.
   *
   * @throws UnreadableRowException if an attribute is missing, or the sort key is not a timestamp
   */
  public static Optional<Message> message(Map<String, String> strings) {
    return MessagesTable.isMessage(strings.get(MessagesTable.PK))
        ? Optional.of(RowItems.toTimedRow(item(strings), Message.class))
        : Optional.empty();
  }

  private static Map<String, AttributeValue> item(Map<String, String> strings) {
    return strings.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, attribute -> AttributeValue.fromS(attribute.getValue())));
  }
}
