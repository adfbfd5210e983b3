package cruddur.store.dynamodb.item;

import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UnreadableRowException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts read states to items and back. */
public final class ReadStateItems {

  private ReadStateItems() {}

  /** The attribute of a marker. */
  public static String attribute(Marker marker) {
    return switch (marker) {
      case READ -> MessagesTable.READ_UP_TO;
      case HIDDEN -> MessagesTable.HIDDEN_UP_TO;
      case CLEARED -> MessagesTable.CLEARED_UP_TO;
    };
  }

  /** A stored marker; empty if it is not a timestamp of the one form. */
  public static Optional<Timestamp> marker(AttributeValue stored) {
    return Optional.ofNullable(stored.s()).map(Timestamp::stored).filter(Timestamp::isCanonical);
  }

  static Map<String, AttributeValue> toItem(ReadState state) {
    ItemWriter item = new ItemWriter(state.key());
    for (Marker marker : Marker.values()) {
      state.at(marker).ifPresent(upTo -> item.string(attribute(marker), upTo.text()));
    }
    return item.item();
  }

  static ReadState toRow(RowKey.OfReadState key, ItemReader item) {
    ReadState state = ReadState.none(key.memberUuid(), key.groupUuid());
    for (Marker marker : Marker.values()) {
      state = state.with(marker, upTo(key, attribute(marker), item));
    }
    return state;
  }

  // Markers are compared as strings by DynamoDB, so the legacy forms are not markers.
  private static Optional<Timestamp> upTo(
      RowKey.OfReadState key, String attribute, ItemReader item) {
    Optional<Timestamp> upTo = item.optionalString(attribute).map(Timestamp::stored);
    if (upTo.isPresent() && !upTo.get().isCanonical()) {
      throw new UnreadableRowException(
          attribute,
          "The row %s has in %s no timestamp of the form 2026-11-22T13:07:40.123456+00:00. Remove the attribute."
              .formatted(MessagesTable.text(key), attribute));
    }
    return upTo;
  }
}
