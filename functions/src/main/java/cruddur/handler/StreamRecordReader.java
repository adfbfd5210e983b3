package cruddur.handler;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import cruddur.messaging.port.row.Message;
import cruddur.messaging.stream.StreamRecord;
import cruddur.messaging.stream.StreamRecord.Content;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the records of a stream event. Only their string attributes are passed on. */
final class StreamRecordReader {

  private final Function<Map<String, String>, Optional<Message>> readImage;

  StreamRecordReader(Function<Map<String, String>, Optional<Message>> readImage) {
    this.readImage = readImage;
  }

  List<StreamRecord> of(DynamodbEvent event) {
    return event.getRecords().stream().map(this::read).toList();
  }

  private StreamRecord read(DynamodbStreamRecord record) {
    return new StreamRecord(
        record.getDynamodb().getSequenceNumber(),
        Content.read(record.getEventName(), () -> readImage.apply(strings(record))));
  }

  /** Includes the keys, since a stream with KEYS_ONLY has no image. */
  static Map<String, String> strings(DynamodbStreamRecord record) {
    Map<String, String> strings = new HashMap<>();
    addStrings(record.getDynamodb().getKeys(), strings);
    addStrings(record.getDynamodb().getNewImage(), strings);
    return strings;
  }

  private static void addStrings(
      Map<String, AttributeValue> attributes, Map<String, String> strings) {
    Optional.ofNullable(attributes)
        .orElseGet(Map::of)
        .forEach((name, value) ->
            Optional.ofNullable(value.getS()).ifPresent(s -> strings.put(name, s)));
  }
}
