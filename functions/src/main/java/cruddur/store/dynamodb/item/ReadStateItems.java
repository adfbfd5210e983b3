package cruddur.store.dynamodb.item;

import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.ReadState;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UnreadableRowException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /**
   * A stored marker; empty if it is not a timestamp of the one form. DynamoDB compares markers as
   * strings, so the legacy forms are not markers.
   */
  public static Optional<Timestamp> marker(AttributeValue stored) {
    return Optional.ofNullable(stored.s()).map(Timestamp::stored).filter(Timestamp::isCanonical);
  }

  /** What is wrong with each malformed marker of a read state. */
  public static List<UnreadableRowException> problems(ReadState state) {
    return state.malformed().stream()
        .sorted()
        .map(ReadStateItems::attribute)
        .map(attribute ->
            new UnreadableRowException(
                attribute,
                "The row %s has in %s no timestamp of the form 2026-11-22T13:07:40.123456+00:00. Remove the attribute."
                    .formatted(MessagesTable.text(state.key()), attribute)))
        .toList();
  }

  static Map<String, AttributeValue> toItem(ReadState state) {
    ItemWriter item = new ItemWriter(state.key());
    state.markers().forEach((marker, upTo) -> item.string(attribute(marker), upTo.text()));
    return item.item();
  }

  /** Never fails: a malformed marker costs itself alone. */
  static ReadState toRow(RowKey.OfReadState key, Map<String, AttributeValue> item) {
    Map<Marker, Timestamp> markers = new EnumMap<>(Marker.class);
    Set<Marker> malformed = EnumSet.noneOf(Marker.class);
    for (Marker marker : Marker.values()) {
      AttributeValue stored = item.get(attribute(marker));
      if (stored != null) {
        marker(stored)
            .ifPresentOrElse(upTo -> markers.put(marker, upTo), () -> malformed.add(marker));
      }
    }
    return new ReadState(key.memberUuid(), key.groupUuid(), markers, malformed);
  }
}
