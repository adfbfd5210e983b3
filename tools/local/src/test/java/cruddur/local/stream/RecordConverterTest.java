package cruddur.local.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

class RecordConverterTest {

  /** DynamoDB Local rounds to minutes; the age of a record limits how long it is of use. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-22T13:07:00Z, 2026-11-22T13:07:40Z, 2026-11-22T13:07:40Z",
    "2026-11-22T13:07:00Z, 2026-11-22T13:08:01Z, 2026-11-22T13:08:00Z",
    "2026-11-22T13:07:00Z, 2026-11-22T14:00:00Z, 2026-11-22T13:08:00Z",
    "2026-11-22T13:07:12Z, 2026-11-22T13:07:40Z, 2026-11-22T13:07:12Z",
  })
  void aRecordThatIsRoundedToMinutesArrivedAsLateAsPossible(
      Instant reported, Instant now, Instant arrival) {
    ShardRecord record = new RecordConverter("arn", () -> now).convert(created(reported));

    assertEquals(arrival, record.arrival());
    assertEquals(
        arrival.getEpochSecond(),
        record.json().at("/dynamodb/ApproximateCreationDateTime").asLong());
  }

  private static Record created(Instant time) {
    return Record.builder()
        .eventName(OperationType.INSERT)
        .dynamodb(change ->
            change
                .approximateCreationDateTime(time)
                .sequenceNumber("1")
                .sizeBytes(1L)
                .streamViewType(StreamViewType.NEW_IMAGE))
        .build();
  }
}
