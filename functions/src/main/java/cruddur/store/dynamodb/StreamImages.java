package cruddur.store.dynamodb;

import cruddur.messaging.port.UnreadableRowException;
import cruddur.messaging.port.row.Message;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows as the table's stream shows them. */
public final class StreamImages {

  private StreamImages() {}

  /**
   * The message in the new image of a stream record; empty for a row that is no message.
   *
   * @param strings the image's string attributes by name, keys included
   * @throws UnreadableRowException if an attribute is missing, or the sort key is no timestamp
   */
  public static Optional<Message> message(Map<String, String> strings) {
    Map<String, AttributeValue> attributes =
        strings.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, attribute -> AttributeValue.fromS(attribute.getValue())));
    if (!MessagesTable.isMessage(attributes)) {
      return Optional.empty();
    }
    Message message = (Message) RowItems.toRow(attributes);
    if (!message.createdAt().isReadable()) {
      throw new UnreadableRowException(
          MessagesTable.SK,
          "The message in group %s has the sort key %s, which is no timestamp. Find out who wrote it."
              .formatted(message.groupUuid(), message.createdAt().text()));
    }
    return Optional.of(message);
  }
}
