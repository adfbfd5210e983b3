package cruddur.commands.check.scan;

import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.RowKey;
import cruddur.store.dynamodb.item.ReadStateItems;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A read state as stored, since each of its markers can be malformed.
 *
 * @param markers the stored values; a marker without a value is absent
 */
public record StoredReadState(RowKey.OfReadState key, Map<Marker, AttributeValue> markers) {

  public static StoredReadState of(RowKey.OfReadState key, Map<String, AttributeValue> item) {
    Map<Marker, AttributeValue> markers = new EnumMap<>(Marker.class);
    for (Marker marker : Marker.values()) {
      AttributeValue stored = item.get(ReadStateItems.attribute(marker));
      if (stored != null) {
        markers.put(marker, stored);
      }
    }
    return new StoredReadState(key, markers);
  }

  /** All markers by the names of their attributes, also the absent ones. */
  public Map<String, Optional<AttributeValue>> attributes() {
    return Stream.of(Marker.values())
        .collect(
            Collectors.toMap(
                ReadStateItems::attribute, marker -> Optional.ofNullable(markers.get(marker))));
  }
}
