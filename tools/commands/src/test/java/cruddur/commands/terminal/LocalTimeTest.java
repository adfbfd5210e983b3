package cruddur.commands.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.messaging.port.row.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalTimeTest {

  private TimeZone originalZone;

  @BeforeEach
  void setZone() {
    originalZone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
  }

  @AfterEach
  void restoreZone() {
    TimeZone.setDefault(originalZone);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-29T10:00:00Z, 2026-11-29T10:00:00Z",
    "2026-11-29T10:00:00.123456+00:00, 2026-11-29T10:00:00.123456Z",
    "2026-11-29T10:00:00+05:30, 2026-11-29T04:30:00Z",
    "2026-11-29 10:00:00Z, 2026-11-29T10:00:00Z",
    "2026-11-29 10:00:00, 2026-11-29T09:00:00Z",
    "2026-07-29T10:00:00, 2026-07-29T08:00:00Z",
    "2026-07-29T10:00, 2026-07-29T08:00:00Z",
    // This local time was twice: the first.
    "2026-10-25 02:30:00, 2026-10-25T00:30:00Z"
  })
  void aTimeWithoutAnOffsetIsLocal(String text, Instant time) {
    assertEquals(Optional.of(time), LocalTime.parse(text));
  }

  @Test
  void aPrintedTimeCanBeTyped() {
    Timestamp time = Timestamp.stored("2026-11-29T10:00:07.000000+00:00");

    assertEquals(Optional.of(time.instant()), LocalTime.parse(LocalTime.of(time)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-11-29",
        "10:00",
        "1795352860",
        "2026-02-30T10:00:00Z",
        "2026-11-29T10:00:00+0000",
        "2026-11-29T10:00:00 UTC",
        "29.11.2026 10:00"
      })
  void anythingElseIsNotATime(String text) {
    assertEquals(Optional.empty(), LocalTime.parse(text));
  }
}
