package cruddur.messaging.port.row;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one member has read, hidden and cleared of a message group. See docs/design.md, "Read
 * state".
 *
 * @param readUpTo the member has seen all messages up to this time
 * @param hiddenUpTo the member does not want the group in their list until a newer message arrives
 * @param clearedUpTo messages up to this time are never listed for the member again
 */
public record ReadState(
    String memberUuid,
    String groupUuid,
    Optional<Timestamp> readUpTo,
    Optional<Timestamp> hiddenUpTo,
    Optional<Timestamp> clearedUpTo)
    implements Row {

  /** The state of a member who has done nothing yet. */
  public static ReadState none(String memberUuid, String groupUuid) {
    return new ReadState(
        memberUuid, groupUuid, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public Optional<Timestamp> at(Marker marker) {
    return switch (marker) {
      case READ -> readUpTo;
      case HIDDEN -> hiddenUpTo;
      case CLEARED -> clearedUpTo;
    };
  }

  /** The same state with another time of one marker. */
  public ReadState with(Marker marker, Optional<Timestamp> upTo) {
    return new ReadState(
        memberUuid,
        groupUuid,
        marker == Marker.READ ? upTo : readUpTo,
        marker == Marker.HIDDEN ? upTo : hiddenUpTo,
        marker == Marker.CLEARED ? upTo : clearedUpTo);
  }

  /** The later of {@code readUpTo} and {@code clearedUpTo}: no older message is unread. */
  public Optional<Timestamp> seenUpTo() {
    return Stream.concat(readUpTo.stream(), clearedUpTo.stream()).max(Timestamp::compareTo);
  }

  public boolean hasSeen(Timestamp createdAt) {
    return isUpTo(seenUpTo(), createdAt);
  }

  public boolean hasHidden(Timestamp createdAt) {
    return isUpTo(hiddenUpTo, createdAt);
  }

  public boolean hasCleared(Timestamp createdAt) {
    return isUpTo(clearedUpTo, createdAt);
  }

  @Override
  public RowKey.OfReadState key() {
    return new RowKey.OfReadState(memberUuid, groupUuid);
  }

  private static boolean isUpTo(Optional<Timestamp> marker, Timestamp createdAt) {
    return marker.filter(upTo -> !createdAt.isAfter(upTo)).isPresent();
  }
}
