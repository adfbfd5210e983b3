package cruddur.store.dynamodb;

import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.Timestamp;
import cruddur.store.dynamodb.item.ReadStateItems;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The result of one attempt to set a marker of a read state. */
sealed interface MarkerUpdateResult {

  record Written() implements MarkerUpdateResult {}

  /** The stored marker is equal or later. */
  record NotEarlier(Timestamp stored) implements MarkerUpdateResult {}

  /** The stored value is not a marker. */
  record Malformed(AttributeValue stored) implements MarkerUpdateResult {}

  /** The marker was removed, or replaced by an earlier one, since it was read. */
  record Changed() implements MarkerUpdateResult {}

  /**
   * The result of an attempt.
   *
   * @param refusedBy the existing item, if the condition did not hold
   */
  static MarkerUpdateResult of(
      Optional<Map<String, AttributeValue>> refusedBy, Marker marker, Timestamp upTo) {
    return refusedBy
        .map(existing -> refused(existing.get(ReadStateItems.attribute(marker)), upTo))
        .orElseGet(Written::new);
  }

  private static MarkerUpdateResult refused(AttributeValue stored, Timestamp upTo) {
    if (stored == null) {
      return new Changed();
    }
    return ReadStateItems.marker(stored)
        .map(existing -> upTo.isAfter(existing) ? new Changed() : new NotEarlier(existing))
        .orElseGet(() -> new Malformed(stored));
  }
}
