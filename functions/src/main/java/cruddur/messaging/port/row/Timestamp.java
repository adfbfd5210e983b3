package cruddur.messaging.port.row;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/**
 * A timestamp as stored in a sort key. This service writes one form, {@code
 * 2026-11-22T13:07:40.123456+00:00}, and reads three legacy forms: see docs/design.md, "The table".
 *
 * @param text exactly as stored, because it is part of the row's key
 * @param instant whole microseconds; {@link Instant#MIN} if the text is not a timestamp
 */
public record Timestamp(String text, Instant instant) implements Comparable<Timestamp> {

  private static final DateTimeFormatter CANONICAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

  /** Years before 0 and after 9999 are longer, and have no place in the order of strings. */
  private static final int CANONICAL_LENGTH = "2026-11-22T13:07:40.123456+00:00".length();

  private static final Comparator<Timestamp> BY_TIME =
      Comparator.comparing(Timestamp::instant).thenComparing(Timestamp::text);

  /** Truncates to microseconds. */
  public static Timestamp of(Instant instant) {
    Instant micros = instant.truncatedTo(ChronoUnit.MICROS);
    return new Timestamp(CANONICAL.format(micros), micros);
  }

  /** An unreadable text is older than all others. */
  public static Timestamp stored(String text) {
    return new Timestamp(text, read(text));
  }

  public boolean isReadable() {
    return !instant.equals(Instant.MIN);
  }

  /** Whether the text has the one form that is written. */
  public boolean isCanonical() {
    return isReadable() && CANONICAL.format(instant).equals(text);
  }

  /** The canonical text, for clients; the stored text if it is not a timestamp. */
  public String canonical() {
    return isReadable() ? CANONICAL.format(instant) : text;
  }

  /** One microsecond later, in canonical form. */
  public Timestamp next() {
    return of(instant.plus(1, ChronoUnit.MICROS));
  }

  public boolean isAfter(Timestamp other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Timestamp other) {
    return BY_TIME.compare(this, other);
  }

  private static Instant read(String text) {
    return parse(text)
        .map(instant -> instant.truncatedTo(ChronoUnit.MICROS))
        .filter(instant -> CANONICAL.format(instant).length() == CANONICAL_LENGTH)
        .orElse(Instant.MIN);
  }

  private static Optional<Instant> parse(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException withoutOffset) {
      try {
        return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException unreadable) {
        return Optional.empty();
      }
    }
  }
}
