package cruddur.commands.terminal;

import cruddur.messaging.port.row.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Timestamps in local time. */
public final class LocalTime {

  /** The width of a local time in columns. */
  public static final int COLUMNS = 19;

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private static final DateTimeFormatter INPUT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private LocalTime() {}

  /** The timestamp in the time zone of this machine, or as stored if it cannot be parsed. */
  public static String of(Timestamp timestamp) {
    return timestamp.isReadable()
        ? FORMAT.withZone(ZoneId.systemDefault()).format(timestamp.instant())
        : DisplayText.padded(DisplayText.oneLine(timestamp.text()), COLUMNS);
  }

  /**
   * Parses a time that a user typed: with an offset, such as {@code 2026-11-29T10:00:00Z}, or in
   * the time zone of this machine, as {@link #of} formats it.
   */
  public static Optional<Instant> parse(String text) {
    try {
      TemporalAccessor time =
          INPUT.parseBest(text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          time instanceof OffsetDateTime withOffset
              ? withOffset.toInstant()
              : LocalDateTime.from(time).atZone(ZoneId.systemDefault()).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
