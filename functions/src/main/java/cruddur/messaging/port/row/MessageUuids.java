package cruddur.messaging.port.row;

import java.time.Instant;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Uuids of messages: UUIDv7 (RFC 9562) whose time bits contain the microsecond of the message's
 * row, and 62 random bits. Older messages have other uuids, which contain no time. See
 * docs/design.md, "Message uuids".
 */
public final class MessageUuids {

  private static final int MILLIS_BITS = 48;

  private static final int MILLIS_SHIFT = Long.SIZE - MILLIS_BITS;

  private static final int VERSION = 7;

  private static final int VERSION_SHIFT = 12;

  /** The 12 bits that method 3 of the RFC adds to the milliseconds count fractions of one. */
  private static final int FRACTIONS = 1 << VERSION_SHIFT;

  private static final int MICROS = 1000;

  /** That of the RFC, which {@link UUID#variant} returns for the first bits 10. */
  private static final int VARIANT = 2;

  private static final long VARIANT_BITS = 1L << 63;

  private static final long RANDOM_BITS = -1L >>> VARIANT;

  private MessageUuids() {}

  /**
   * The uuid of a message with this time, and with the random bits of another uuid: a random one
   * for a new message, the message's own if it moves to another microsecond.
   *
   * @throws IllegalArgumentException for a time before 1970 or after 10888, and if {@code
   *     randomUuid} is not a uuid
   */
  public static String at(Timestamp createdAt, String randomUuid) {
    long millis = createdAt.instant().toEpochMilli();
    if (millis >>> MILLIS_BITS != 0) {
      throw new IllegalArgumentException("UUIDv7 cannot contain the time " + createdAt.text());
    }
    int micros = createdAt.instant().get(ChronoField.MICRO_OF_SECOND) % MICROS;
    // Rounded up, so that the microsecond is what remains when the fraction is rounded down.
    int fraction = Math.ceilDiv(micros * FRACTIONS, MICROS);
    return new UUID(
            millis << MILLIS_SHIFT | VERSION << VERSION_SHIFT | fraction,
            VARIANT_BITS | randomBits(UUID.fromString(randomUuid)))
        .toString();
  }

  /** The time of the message's row; empty if the uuid is not a UUIDv7. */
  public static Optional<Timestamp> createdAt(String messageUuid) {
    return read(messageUuid)
        .filter(uuid -> uuid.version() == VERSION && uuid.variant() == VARIANT)
        .map(uuid -> Timestamp.of(instant(uuid.getMostSignificantBits())));
  }

  /** Whether two uuids are of one post, which may have moved to another microsecond. */
  public static boolean areOfOnePost(String oneUuid, String otherUuid) {
    Optional<Long> randomBits = read(oneUuid).map(MessageUuids::randomBits);
    return randomBits.isPresent()
        ? randomBits.equals(read(otherUuid).map(MessageUuids::randomBits))
        : oneUuid.equals(otherUuid);
  }

  private static Instant instant(long timeBits) {
    long fraction = timeBits & (FRACTIONS - 1);
    return Instant.ofEpochMilli(timeBits >>> MILLIS_SHIFT)
        .plus(fraction * MICROS / FRACTIONS, ChronoUnit.MICROS);
  }

  private static long randomBits(UUID uuid) {
    return uuid.getLeastSignificantBits() & RANDOM_BITS;
  }

  /** A stored uuid can be any text. */
  private static Optional<UUID> read(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException otherForm) {
      return Optional.empty();
    }
  }
}
