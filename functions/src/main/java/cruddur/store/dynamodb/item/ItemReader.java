package cruddur.store.dynamodb.item;

import cruddur.messaging.port.row.UnreadableRowException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the attributes of an item. Throws {@link UnreadableRowException} if one is missing or of
 * another type than expected.
 */
final class ItemReader {

  private static final BigDecimal LATEST = BigDecimal.valueOf(Instant.MAX.getEpochSecond());
  private static final BigDecimal EARLIEST = BigDecimal.valueOf(Instant.MIN.getEpochSecond());

  private final Map<String, AttributeValue> item;

  ItemReader(Map<String, AttributeValue> item) {
    this.item = item;
  }

  String string(String name) {
    return optionalString(name).orElseThrow(() -> missing(name));
  }

  /** A string that identifies something, so it is not empty. */
  String identifier(String name) {
    String value = string(name);
    if (value.isBlank()) {
      throw unreadable(name, "is empty");
    }
    return value;
  }

  /** Empty if the attribute is missing or null. */
  Optional<String> optionalString(String name) {
    Optional<AttributeValue> value = value(name);
    if (value.isPresent() && value.get().s() == null) {
      throw unreadable(name, "is not a string");
    }
    return value.map(AttributeValue::s);
  }

  /** A time to live, which may be a fraction or out of all bounds. */
  Instant epochSecond(String name) {
    BigDecimal seconds = number(name).max(EARLIEST).min(LATEST);
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    long nanos = seconds.subtract(whole).movePointRight(9).longValue();
    return Instant.ofEpochSecond(whole.longValueExact(), nanos);
  }

  /** A whole number from {@code -limit} to {@code limit}. */
  long wholeNumber(String name, long limit) {
    BigDecimal value = number(name);
    boolean isInRange = value.abs().compareTo(BigDecimal.valueOf(limit)) <= 0;
    if (!isInRange || value.stripTrailingZeros().scale() > 0) {
      throw unreadable(name, "is not a whole number within bounds");
    }
    return value.longValueExact();
  }

  private BigDecimal number(String name) {
    AttributeValue value = value(name).orElseThrow(() -> missing(name));
    if (value.n() == null) {
      throw unreadable(name, "is not a number");
    }
    return new BigDecimal(value.n());
  }

  private Optional<AttributeValue> value(String name) {
    return Optional.ofNullable(item.get(name)).filter(value -> !Boolean.TRUE.equals(value.nul()));
  }

  private UnreadableRowException missing(String name) {
    return new UnreadableRowException(
        name, "%s has no attribute %s. Add it, or delete the row.".formatted(row(), name));
  }

  private UnreadableRowException unreadable(String name, String problem) {
    return new UnreadableRowException(
        name,
        "%s has an attribute %s that %s. Correct it, or delete the row."
            .formatted(row(), name, problem));
  }

  private String row() {
    return "The row pk=%s sk=%s".formatted(keyPart(MessagesTable.PK), keyPart(MessagesTable.SK));
  }

  private String keyPart(String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElse(null);
  }
}
