package cruddur.messaging.port.row;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one member has read, hidden and cleared of a message group. See docs/design.md, "Read
 * state".
 *
 * @param markers times in canonical form; without those that are absent
 * @param malformed the markers whose stored values are not such times, and count as absent
 */
public record ReadState(
    String memberUuid, String groupUuid, Map<Marker, Timestamp> markers, Set<Marker> malformed)
    implements Row {

  public ReadState {
    markers = Map.copyOf(markers);
    malformed = Set.copyOf(malformed);
  }

  /** The state of a member who has done nothing yet. */
  public static ReadState none(String memberUuid, String groupUuid) {
    return new ReadState(memberUuid, groupUuid, Map.of(), Set.of());
  }

  public Optional<Timestamp> at(Marker marker) {
    return Optional.ofNullable(markers.get(marker));
  }

  /** The same state with another time of one marker, which is well-formed then. */
  public ReadState with(Marker marker, Optional<Timestamp> upTo) {
    Map<Marker, Timestamp> changed = new EnumMap<>(Marker.class);
    changed.putAll(markers);
    changed.remove(marker);
    upTo.ifPresent(time -> changed.put(marker, time));
    Set<Marker> others = EnumSet.noneOf(Marker.class);
    others.addAll(malformed);
    others.remove(marker);
    return new ReadState(memberUuid, groupUuid, changed, others);
  }

  /** The member has seen all messages up to this time. */
  public Optional<Timestamp> readUpTo() {
    return at(Marker.READ);
  }

  /** The member does not want the group in their list until a newer message arrives. */
  public Optional<Timestamp> hiddenUpTo() {
    return at(Marker.HIDDEN);
  }

  /** Messages up to this time are never listed for the member again. */
  public Optional<Timestamp> clearedUpTo() {
    return at(Marker.CLEARED);
  }

  /** The later of {@link #readUpTo} and {@link #clearedUpTo}: no older message is unread. */
  public Optional<Timestamp> seenUpTo() {
    return Stream.concat(readUpTo().stream(), clearedUpTo().stream()).max(Timestamp::compareTo);
  }

  public boolean hasSeen(Timestamp createdAt) {
    return isUpTo(seenUpTo(), createdAt);
  }

  public boolean hasHidden(Timestamp createdAt) {
    return isUpTo(hiddenUpTo(), createdAt);
  }

  public boolean hasCleared(Timestamp createdAt) {
    return isUpTo(clearedUpTo(), createdAt);
  }

  @Override
  public RowKey.OfReadState key() {
    return new RowKey.OfReadState(memberUuid, groupUuid);
  }

  private static boolean isUpTo(Optional<Timestamp> marker, Timestamp createdAt) {
    // By time alone: one time has several legacy forms.
    return marker.filter(upTo -> !createdAt.instant().isAfter(upTo.instant())).isPresent();
  }
}
