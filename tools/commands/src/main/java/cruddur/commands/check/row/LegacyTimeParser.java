package cruddur.commands.check.row;

import cruddur.messaging.port.row.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * Parses unambiguous times that are not in a stored form: with spaces, as Python's {@code str}
 * writes them, and with offsets such as {@code +0000}.
 */
public final class LegacyTimeParser {

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[ ][XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private LegacyTimeParser() {}

  /** Parses a time. Without an offset it is UTC, as in the stored forms. */
  public static Optional<Timestamp> of(String text) {
    try {
      TemporalAccessor time =
          FORMAT.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from);
      Instant instant =
          time instanceof OffsetDateTime withOffset
              ? withOffset.toInstant()
              : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
      return Optional.of(Timestamp.of(instant));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
