package cruddur.store.dynamodb.item;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.UnreadableRowException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

public final class StreamImages {

  private StreamImages() {}

  /**
   * The message in an image; empty if the row is not a message.
   *
   * @param strings the string attributes by name, including the keys
   * @throws UnreadableRowException if an attribute is missing, or the sort key is not a timestamp
   */
  public static Optional<Message> message(Map<String, String> strings) {
    if (!MessagesTable.isMessage(strings.get(MessagesTable.PK))) {
      return Optional.empty();
    }
    Map<String, AttributeValue> item =
        strings.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, attribute -> AttributeValue.fromS(attribute.getValue())));
    return Optional.of(RowItems.toTimedRow(item, Message.class));
  }
}
