package cruddur.bench.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.messaging.port.row.Message;
import cruddur.store.dynamodb.item.RowItems;
import cruddur.toolkit.json.Json;
import java.util.List;

/** Events of the table's stream, as JSON. */
public final class MessageEvents {

  private static final List<String> KEYS = List.of("pk", "sk");

  private MessageEvents() {}

  /** A batch of inserted messages. */
  public static byte[] inserted(List<Message> messages) {
    ObjectNode event = Json.object();
    ArrayNode records = event.putArray("Records");
    for (int i = 0; i < messages.size(); i++) {
      addRecord(records.addObject(), messages.get(i), 1_000_000 + i);
    }
    return Json.bytes(event);
  }

  private static void addRecord(ObjectNode record, Message message, int sequenceNumber) {
    record.put("eventID", "event-" + sequenceNumber);
    record.put("eventName", "INSERT").put("eventVersion", "1.1");
    record.put("eventSource", "aws:dynamodb").put("awsRegion", "us-east-1");
    ObjectNode change = record.putObject("dynamodb");
    change.put("ApproximateCreationDateTime", message.createdAt().instant().getEpochSecond());
    change.put("SequenceNumber", String.valueOf(sequenceNumber));
    change.put("StreamViewType", "NEW_IMAGE");
    ObjectNode keys = change.putObject("Keys");
    ObjectNode image = change.putObject("NewImage");
    RowItems.toItem(message)
        .forEach((name, value) -> {
          image.putObject(name).put("S", value.s());
          if (KEYS.contains(name)) {
            keys.putObject(name).put("S", value.s());
          }
        });
  }
}
