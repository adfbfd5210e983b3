package cruddur.store.dynamodb.item;

import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.ReadMarker;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UnreadableRowException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

public final class StreamImages {

  private static final String READ_STATE_PREFIX = MessagesTable.readStatesOf("");

  private StreamImages() {}

  /**
   * The read marker in an image; empty if the row is not a member's read state, or has no marker.
   *
   * @param strings the string attributes by name, including the keys
   */
  public static Optional<ReadMarker> readMarker(Map<String, String> strings) {
    String pk = strings.getOrDefault(MessagesTable.PK, "");
    if (!pk.startsWith(READ_STATE_PREFIX)) {
      return Optional.empty();
    }
    return Optional.ofNullable(strings.get(MessagesTable.READ_UP_TO))
        .map(Timestamp::stored)
        .filter(Timestamp::isReadable)
        .map(upTo ->
            new ReadMarker(
                pk.substring(READ_STATE_PREFIX.length()),
                strings.getOrDefault(MessagesTable.SK, ""),
                upTo));
  }

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
