package cruddur.messaging.port.row;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * A moment as a sort key holds it: the stored text, and the instant it stands for, in whole
 * microseconds.
 *
 * <p>We write one form, fixed in width and always UTC, {@code 2026-11-22T13:07:40.123456+00:00}, so
 * that the order of strings is the order of time. The source's rows hold three: with an offset,
 * naive (its API writes those; they are UTC), and without a fraction (Python's {@code isoformat}
 * drops {@code .000000}). The text is kept as it was stored, since it is part of the row's key.
 *
 * @param text the sort key, exactly as stored
 * @param instant the moment; {@link Instant#MIN} where the text is no timestamp, so that any real
 *     one is newer
 */
public record Timestamp(String text, Instant instant) implements Comparable<Timestamp> {

  private static final DateTimeFormatter CANONICAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

  private static final Comparator<Timestamp> BY_TIME =
      Comparator.comparing(Timestamp::instant).thenComparing(Timestamp::text);

  /** The canonical timestamp of an instant, cut to microseconds. */
  public static Timestamp of(Instant instant) {
    Instant micros = instant.truncatedTo(ChronoUnit.MICROS);
    return new Timestamp(CANONICAL.format(micros), micros);
  }

  /**
   * A stored sort key in any of the forms above; one that cannot be read is older than every other.
   */
  public static Timestamp stored(String text) {
    return new Timestamp(text, read(text));
  }

  /** Whether the stored text is a timestamp at all. */
  public boolean isReadable() {
    return !instant.equals(Instant.MIN);
  }

  /** The canonical text of this moment, for clients; the stored text where it cannot be read. */
  public String canonical() {
    return isReadable() ? CANONICAL.format(instant) : text;
  }

  /** The next moment there is: one microsecond later, in canonical form. */
  public Timestamp next() {
    return of(instant.plus(1, ChronoUnit.MICROS));
  }

  public boolean isAfter(Timestamp other) {
    return compareTo(other) > 0;
  }

  /** By instant; the stored text decides between two forms of one instant. */
  @Override
  public int compareTo(Timestamp other) {
    return BY_TIME.compare(this, other);
  }

  private static Instant read(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException withoutOffset) {
      try {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
      } catch (DateTimeException unreadable) {
        return Instant.MIN;
      }
    }
  }
}
