package cruddur.messaging.port.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

  private static final Instant INSTANT = Instant.parse("2026-11-22T13:07:40.123456Z");
  private static final String CANONICAL = "2026-11-22T13:07:40.123456+00:00";

  @Test
  void aTimestampIsWrittenInUtcWithSixDigitsAndAnOffset() {
    assertEquals(new Timestamp(CANONICAL, INSTANT), Timestamp.of(INSTANT));
    assertEquals(
        "2026-11-22T13:07:40.000000+00:00",
        Timestamp.of(Instant.parse("2026-11-22T13:07:40Z")).text());
  }

  @Test
  void anInstantIsTruncatedToMicroseconds() {
    assertEquals(Timestamp.of(INSTANT), Timestamp.of(INSTANT.plusNanos(999)));
  }

  @Test
  void aWrittenTimestampIsReadBack() {
    assertEquals(Timestamp.of(INSTANT), Timestamp.stored(CANONICAL));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T13:07:40.123456+00:00, 2026-11-22T13:07:40.123456Z",
    "2026-11-22T08:07:40.123456-05:00, 2026-11-22T13:07:40.123456Z",
    "2026-11-22T13:07:40.123456,       2026-11-22T13:07:40.123456Z",
    "2026-11-22T13:07:40,              2026-11-22T13:07:40Z",
    "2026-11-22T13:07:40+00:00,        2026-11-22T13:07:40Z",
    "2026-11-22T13:07:40Z,             2026-11-22T13:07:40Z",
  })
  void legacyFormsAreRead(String text, Instant instant) {
    Timestamp read = Timestamp.stored(text);

    assertEquals(new Timestamp(text, instant), read);
    assertTrue(read.isReadable());
  }

  @Test
  void everyFormHasTheCanonicalTextForClients() {
    assertEquals(CANONICAL, Timestamp.stored("2026-11-22T13:07:40.123456").canonical());
    assertEquals(CANONICAL, Timestamp.stored("2026-11-22T14:07:40.123456+01:00").canonical());
    assertEquals(
        "2026-11-22T13:07:40.000000+00:00", Timestamp.stored("2026-11-22T13:07:40").canonical());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-11-22",
        "2026-13-01T00:00:00",
        "1795439260",
        "+12026-11-22T13:07:40Z",
        "-0001-11-22T13:07:40Z",
        "9999-12-31T23:59:59-01:00"
      })
  void anUnreadableTextIsKeptAndOlderThanAllTimestamps(String text) {
    Timestamp unreadable = Timestamp.stored(text);

    assertFalse(unreadable.isReadable());
    assertEquals(text, unreadable.text());
    assertEquals(text, unreadable.canonical());
    assertTrue(Timestamp.of(Instant.EPOCH).isAfter(unreadable));
  }

  @Test
  void theNextTimestampIsOneMicrosecondLater() {
    assertEquals(
        "2026-11-22T13:07:40.123457+00:00",
        Timestamp.stored("2026-11-22T13:07:40.123456").next().text());
    assertEquals(
        "2027-01-01T00:00:00.000000+00:00",
        Timestamp.stored("2026-12-31T23:59:59.999999+00:00").next().text());
  }

  @Test
  void textsSortByTime() {
    List<String> inTime =
        Stream.of(
                "1999-12-31T23:59:59.999999Z",
                "2000-01-01T00:00:00Z",
                "2026-11-22T13:07:40Z",
                "2026-11-22T13:07:40.000001Z",
                "2026-11-22T13:07:40.1Z",
                "2026-11-22T13:07:40.999999Z",
                "2026-11-22T13:07:41Z",
                "2027-01-01T00:00:00Z")
            .map(text -> Timestamp.of(Instant.parse(text)).text())
            .toList();

    assertEquals(inTime, inTime.stream().sorted().toList());
    assertEquals(
        inTime, inTime.stream().map(Timestamp::stored).sorted().map(Timestamp::text).toList());
  }

  @Test
  void formsAreComparedByInstant() {
    Timestamp earlier = Timestamp.stored("2026-11-22T23:00:00+10:00");
    Timestamp later = Timestamp.stored("2026-11-22T13:00:00.000001");

    assertTrue(later.isAfter(earlier));
    assertFalse(earlier.isAfter(later));
  }

  @Test
  void formsOfOneInstantAreComparedByText() {
    Timestamp naive = Timestamp.stored("2026-11-22T13:07:40.123456");

    assertTrue(Timestamp.of(INSTANT).isAfter(naive));
    assertFalse(naive.isAfter(Timestamp.of(INSTANT)));
    assertFalse(naive.isAfter(naive));
  }
}
