package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import cruddur.messaging.live.LiveEvent;
import cruddur.messaging.live.LiveRecord;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.UnreadableRowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Converts the records of a stream event to live events. */
final class LiveRecordReader {

  /**
   * The live events of a batch.
   *
   * @param unreadable how many records could not be read, or have a malformed marker; no retry
   *     would help
   */
  record LiveRecords(List<LiveRecord> records, int unreadable) {}

  private final Function<Map<String, String>, Optional<Message>> readMessage;
  private final Function<Map<String, String>, Optional<ReadState>> readState;

  LiveRecordReader(
      Function<Map<String, String>, Optional<Message>> readMessage,
      Function<Map<String, String>, Optional<ReadState>> readState) {
    this.readMessage = readMessage;
    this.readState = readState;
  }

  LiveRecords of(DynamodbEvent event) {
    List<LiveRecord> records = new ArrayList<>();
    int unreadable = 0;
    for (DynamodbStreamRecord record : event.getRecords()) {
      Map<String, String> image = StreamRecordReader.strings(record);
      Optional<ReadState> state = readState.apply(image);
      if (state.filter(read -> !read.malformed().isEmpty()).isPresent()) {
        unreadable++;
      }
      try {
        read(record.getEventName(), image, state)
            .map(found -> new LiveRecord(record.getDynamodb().getSequenceNumber(), found))
            .ifPresent(records::add);
      } catch (UnreadableRowException e) {
        unreadable++;
      }
    }
    return new LiveRecords(records, unreadable);
  }

  private Optional<LiveEvent> read(
      String eventName, Map<String, String> image, Optional<ReadState> state) {
    Optional<LiveEvent> read = state.flatMap(LiveRecordReader::readEvent);
    return switch (eventName) {
      case "INSERT" -> read.or(() -> readMessage.apply(image).map(LiveEvent.Posted::new));
      case "MODIFY" -> read;
      default -> Optional.empty();
    };
  }

  private static Optional<LiveEvent> readEvent(ReadState state) {
    return state
        .readUpTo()
        .map(upTo -> new LiveEvent.Read(state.memberUuid(), state.groupUuid(), upTo));
  }
}
