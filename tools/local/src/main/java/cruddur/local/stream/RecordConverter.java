package cruddur.local.stream;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Converts the SDK's stream records to the JSON that Lambda sends. AWS's library serializes its
 * event type, but has no conversion from the SDK's records, so that is done here.
 */
final class RecordConverter {

  private final PojoSerializer<DynamodbEvent> serializer =
      LambdaEventSerializers.serializerFor(
          DynamodbEvent.class, DynamodbEvent.class.getClassLoader());
  private final String streamArn;
  private final InstantSource clock;

  RecordConverter(String streamArn, InstantSource clock) {
    this.streamArn = streamArn;
    this.clock = clock;
  }

  ShardRecord convert(Record record) {
    Instant arrival = arrival(record.dynamodb().approximateCreationDateTime());
    DynamodbEvent event = new DynamodbEvent();
    event.setRecords(List.of(streamRecord(record, arrival)));
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    serializer.toJson(event, json);
    ObjectNode converted =
        (ObjectNode) Json.parseObject(json.toByteArray()).orElseThrow().path("Records").path(0);
    return new ShardRecord(record.dynamodb().sequenceNumber(), arrival, converted);
  }

  /**
   * DynamoDB Local rounds times to minutes. A record counts as arrived at the latest possible time,
   * so that none is discarded for an age that it does not have.
   */
  private Instant arrival(Instant reported) {
    if (!reported.equals(reported.truncatedTo(ChronoUnit.MINUTES))) {
      return reported;
    }
    Instant latest = reported.plus(1, ChronoUnit.MINUTES);
    Instant now = clock.instant();
    return latest.isBefore(now) ? latest : now;
  }

  private DynamodbStreamRecord streamRecord(Record record, Instant arrival) {
    var change = record.dynamodb();
    StreamRecord converted =
        new StreamRecord()
            .withApproximateCreationDateTime(Date.from(arrival))
            .withKeys(attributes(change.keys()))
            .withSequenceNumber(change.sequenceNumber())
            .withSizeBytes(change.sizeBytes())
            .withStreamViewType(StreamViewType.fromValue(change.streamViewTypeAsString()));
    if (change.hasNewImage()) {
      converted.setNewImage(attributes(change.newImage()));
    }
    if (change.hasOldImage()) {
      converted.setOldImage(attributes(change.oldImage()));
    }
    DynamodbStreamRecord streamRecord = new DynamodbStreamRecord();
    streamRecord.setEventSourceARN(streamArn);
    streamRecord.setEventID(record.eventID());
    streamRecord.setEventName(record.eventNameAsString());
    streamRecord.setEventVersion(record.eventVersion());
    streamRecord.setEventSource(record.eventSource());
    streamRecord.setAwsRegion(record.awsRegion());
    streamRecord.setDynamodb(converted);
    return streamRecord;
  }

  private static Map<String, AttributeValue> attributes(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> attributes) {
    Map<String, AttributeValue> converted = new LinkedHashMap<>();
    attributes.forEach((name, value) -> converted.put(name, attribute(value)));
    return converted;
  }

  private static AttributeValue attribute(
      software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
    AttributeValue converted = new AttributeValue();
    return switch (value.type()) {
      case S -> converted.withS(value.s());
      case N -> converted.withN(value.n());
      case B -> converted.withB(value.b().asByteBuffer());
      case SS -> converted.withSS(value.ss());
      case NS -> converted.withNS(value.ns());
      case BS -> converted.withBS(value.bs().stream().map(SdkBytes::asByteBuffer).toList());
      case M -> converted.withM(attributes(value.m()));
      case L -> converted.withL(value.l().stream().map(RecordConverter::attribute).toList());
      case BOOL -> converted.withBOOL(value.bool());
      case NUL -> converted.withNULL(value.nul());
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("attribute type unknown to this version of the SDK");
    };
  }
}
