package cruddur.handler;

import static cruddur.store.dynamodb.MessagesTable.PK;
import static cruddur.store.dynamodb.MessagesTable.SK;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Events of the table's stream, as Lambda's event source mapping hands them on. */
final class StreamEvents {

  private StreamEvents() {}

  static DynamodbEvent batch(List<DynamodbStreamRecord> records) {
    DynamodbEvent event = new DynamodbEvent();
    event.setRecords(records);
    return event;
  }

  static DynamodbEvent batch(DynamodbStreamRecord... records) {
    return batch(List.of(records));
  }

  /** The record of an insert; of its attributes strings alone, which is all that messages have. */
  static DynamodbStreamRecord inserted(String sequenceNumber, Map<String, String> item) {
    return record("INSERT", sequenceNumber, item);
  }

  static DynamodbStreamRecord record(
      String eventName, String sequenceNumber, Map<String, String> item) {
    Map<String, AttributeValue> image = new LinkedHashMap<>();
    new TreeMap<>(item).forEach((name, value) -> image.put(name, new AttributeValue(value)));
    StreamRecord change =
        new StreamRecord()
            .withApproximateCreationDateTime(Date.from(Instant.parse("2026-11-22T13:07:40Z")))
            .withKeys(Map.of(PK, image.get(PK), SK, image.get(SK)))
            .withNewImage(image)
            .withSequenceNumber(sequenceNumber)
            .withSizeBytes(300L)
            .withStreamViewType(StreamViewType.NEW_IMAGE);
    DynamodbStreamRecord record = new DynamodbStreamRecord();
    record.setEventID("sample-" + sequenceNumber);
    record.setEventName(eventName);
    record.setEventVersion("1.1");
    record.setEventSource("aws:dynamodb");
    record.setAwsRegion("us-east-1");
    record.setEventSourceARN(
        "arn:aws:dynamodb:us-east-1:123456789012:table/sample/stream/2026-11-22T13:07:40.123");
    record.setDynamodb(change);
    return record;
  }
}
