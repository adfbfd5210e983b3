package cruddur.store.dynamodb.item;

import cruddur.messaging.port.row.UnreadableRowException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Throws {@link UnreadableRowException} if a required attribute is missing. */
final class ItemReader {

  private static final AttributeConverter<String> STRING = converterOf(String.class);
  private static final AttributeConverter<Long> NUMBER = converterOf(Long.class);

  private final Map<String, AttributeValue> item;

  ItemReader(Map<String, AttributeValue> item) {
    this.item = item;
  }

  String string(String name) {
    return optionalString(name).orElseThrow(() -> missing(name));
  }

  /** Empty if the attribute is missing or null. */
  Optional<String> optionalString(String name) {
    return optional(name, STRING);
  }

  Instant epochSecond(String name) {
    return Instant.ofEpochSecond(optional(name, NUMBER).orElseThrow(() -> missing(name)));
  }

  private <T> Optional<T> optional(String name, AttributeConverter<T> converter) {
    AttributeValue value = item.get(name);
    return value == null || Boolean.TRUE.equals(value.nul())
        ? Optional.empty()
        : Optional.of(converter.transformTo(value));
  }

  private UnreadableRowException missing(String name) {
    return new UnreadableRowException(
        name,
        "The row pk=%s sk=%s has no attribute %s. Add it, or delete the row."
            .formatted(
                optionalString(MessagesTable.PK).orElse(null),
                optionalString(MessagesTable.SK).orElse(null),
                name));
  }

  private static <T> AttributeConverter<T> converterOf(Class<T> type) {
    return AttributeConverterProvider.defaultProvider().converterFor(EnhancedType.of(type));
  }
}
