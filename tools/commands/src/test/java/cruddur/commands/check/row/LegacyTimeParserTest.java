package cruddur.commands.check.row;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.messaging.port.row.Timestamp;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyTimeParserTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22 13:07:40.123456",
        "2026-11-22 13:07:40.123456+00:00",
        "2026-11-22T13:07:40.123456+0000",
        "2026-11-22T15:07:40.123456 +02",
        "2026-11-22t08:07:40.123456-0500",
        " 2026-11-22 13:07:40.123456789Z ",
      })
  void anUnambiguousTimeIsParsed(String text) {
    assertEquals(
        Optional.of("2026-11-22T13:07:40.123456+00:00"),
        LegacyTimeParser.of(text).map(Timestamp::text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "1763816860",
        "2026-11-22",
        "22.11.2026 13:07:40",
        "11/12/2026 13:07:40",
        "2026-02-30 13:07:40",
        "2026-11-22 13:07:40 CET",
      })
  void anyOtherTimeIsNotParsed(String text) {
    assertEquals(Optional.empty(), LegacyTimeParser.of(text));
  }
}
