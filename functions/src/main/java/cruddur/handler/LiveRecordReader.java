package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import cruddur.messaging.live.LiveEvent;
import cruddur.messaging.live.LiveRecord;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.ReadMarker;
import cruddur.messaging.port.row.UnreadableRowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads which events follow from the records of a stream event. */
final class LiveRecordReader {

  /**
   * The records of a batch from which events follow.
   *
   * @param unreadable how many records could not be read; no retry would help
   */
  record LiveRecords(List<LiveRecord> records, int unreadable) {}

  private final Function<Map<String, String>, Optional<Message>> readMessage;
  private final Function<Map<String, String>, Optional<ReadMarker>> readMarker;

  LiveRecordReader(
      Function<Map<String, String>, Optional<Message>> readMessage,
      Function<Map<String, String>, Optional<ReadMarker>> readMarker) {
    this.readMessage = readMessage;
    this.readMarker = readMarker;
  }

  LiveRecords of(DynamodbEvent event) {
    List<LiveRecord> records = new ArrayList<>();
    int unreadable = 0;
    for (DynamodbStreamRecord record : event.getRecords()) {
      try {
        read(record)
            .map(found -> new LiveRecord(record.getDynamodb().getSequenceNumber(), found))
            .ifPresent(records::add);
      } catch (UnreadableRowException e) {
        unreadable++;
      }
    }
    return new LiveRecords(records, unreadable);
  }

  private Optional<LiveEvent> read(DynamodbStreamRecord record) {
    Map<String, String> image = StreamRecordReader.strings(record);
    Optional<LiveEvent> marker = readMarker.apply(image).map(LiveEvent.Read::new);
    return switch (record.getEventName()) {
      case "INSERT" -> marker.or(() -> readMessage.apply(image).map(LiveEvent.Posted::new));
      case "MODIFY" -> marker;
      default -> Optional.empty();
    };
  }
}
