package cruddur.store.dynamodb;

import cruddur.conversation.rows.Message;
import cruddur.conversation.rows.UnreadableRowException;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows as the table's stream shows them. */
public final class StreamImages {

  private StreamImages() {}

  /**
   * The message in the new image of a stream record.
   *
   * @param strings the image's string attributes by name, keys included
   * @throws UnreadableRowException if it is no message, an attribute is missing, or its sort key is no timestamp
   */
  public static Message message(Map<String, String> strings) {
    Map<String, AttributeValue> attributes =
        strings.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, attribute -> AttributeValue.fromS(attribute.getValue())));
    if (!(RowItems.toRow(attributes) instanceof Message message)) {
      throw unreadable(strings, "is no message");
    }
    if (!message.createdAt().isReadable()) {
      throw unreadable(strings, "has a sort key that is no timestamp");
    }
    return message;
  }

  private static UnreadableRowException unreadable(Map<String, String> strings, String why) {
    return new UnreadableRowException(
        "The row pk=%s sk=%s in the stream %s. See who wrote it."
            .formatted(strings.get(MessagesTable.PK), strings.get(MessagesTable.SK), why));
  }
}
