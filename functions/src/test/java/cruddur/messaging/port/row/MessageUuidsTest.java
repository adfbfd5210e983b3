package cruddur.messaging.port.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageUuidsTest {

  private static final String RANDOM = "7b2c4a5e-93d1-4f0a-bc1e-5d6f7a8b9c0d";

  private static final Timestamp NOW = Timestamp.stored("2026-11-22T13:07:40.123456+00:00");

  /** 0x1a2035e95db milliseconds; 456 microseconds are 1867.8 of 4096 fractions, so 0x74c. */
  @Test
  void aUuidHasTheMillisecondsTheFractionAndTheRandomBits() {
    assertEquals("01a2035e-95db-774c-bc1e-5d6f7a8b9c0d", MessageUuids.at(NOW, RANDOM));
  }

  @Test
  void everyMicrosecondOfAMillisecondIsReadBack() {
    Instant start = Instant.parse("2026-11-22T13:07:40.999Z");
    List<Timestamp> times =
        IntStream.range(0, 1000)
            .mapToObj(micros -> Timestamp.of(start.plus(micros, ChronoUnit.MICROS)))
            .toList();

    assertEquals(
        times,
        times.stream()
            .map(time -> MessageUuids.createdAt(MessageUuids.at(time, RANDOM)).orElseThrow())
            .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1970-01-01T00:00:00.000001Z",
        "2026-12-31T23:59:59.999999Z",
        "6429-10-17T02:45:55.328Z", // the first one whose highest bit is set
        "9999-12-31T23:59:59.999999Z"
      })
  void everyTimeIsReadBack(String time) {
    Timestamp createdAt = Timestamp.of(Instant.parse(time));

    assertEquals(
        Optional.of(createdAt), MessageUuids.createdAt(MessageUuids.at(createdAt, RANDOM)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1969-12-31T23:59:59.999999Z", "+10889-08-02T05:31:50.656Z"})
  void aTimeThatDoesNotFitIsRejected(String time) {
    Timestamp createdAt = Timestamp.of(Instant.parse(time));

    assertThrows(IllegalArgumentException.class, () -> MessageUuids.at(createdAt, RANDOM));
  }

  @Test
  void uuidsAreOrderedByTimeWhateverTheirRandomBits() {
    Timestamp time = NOW;
    for (int micros = 0; micros < 2000; micros++) {
      String earlier = MessageUuids.at(time, "00000000-0000-4000-bfff-ffffffffffff");
      time = time.next();
      String later = MessageUuids.at(time, "00000000-0000-4000-8000-000000000000");
      assertTrue(earlier.compareTo(later) < 0, earlier);
    }
  }

  @Test
  void aUuidIsOfVersion7AndOfTheVariantOfTheRfc() {
    UUID uuid = UUID.fromString(MessageUuids.at(NOW, "00000000-0000-0000-0000-000000000001"));

    assertEquals(7, uuid.version());
    assertEquals(2, uuid.variant());
  }

  /** The example of RFC 9562, appendix A.6. */
  @Test
  void theUuidOfAnotherGeneratorIsReadToTheMillisecond() {
    Timestamp read = MessageUuids.createdAt("017F22E2-79B0-7CC3-98C4-DC0C0C07398F").orElseThrow();

    assertEquals(
        Instant.parse("2022-02-22T19:22:22Z"), read.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        RANDOM,
        "882a0850-6fde-340c-8125-5a89e774e650", // version 3
        "01a2035e-95db-774c-fc1e-5d6f7a8b9c0d", // another variant
        "m-3",
        ""
      })
  void otherUuidsContainNoTime(String uuid) {
    assertEquals(Optional.empty(), MessageUuids.createdAt(uuid));
  }

  @Test
  void aPostKeepsItsIdentityAtAnyMicrosecond() {
    String uuid = MessageUuids.at(NOW, RANDOM);
    String moved = MessageUuids.at(NOW.next(), uuid);

    assertTrue(MessageUuids.areOfOnePost(uuid, uuid));
    assertTrue(MessageUuids.areOfOnePost(uuid, moved));
    assertFalse(MessageUuids.areOfOnePost(uuid, MessageUuids.at(NOW, new UUID(0, 1).toString())));
  }

  @Test
  void textsThatAreNoUuidsAreComparedAsTheyAre() {
    assertTrue(MessageUuids.areOfOnePost("m-3", "m-3"));
    assertFalse(MessageUuids.areOfOnePost("m-3", "m-4"));
    assertFalse(MessageUuids.areOfOnePost("m-3", RANDOM));
    assertFalse(MessageUuids.areOfOnePost(RANDOM, "m-3"));
  }
}
