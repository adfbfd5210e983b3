package cruddur.simulation;

import cruddur.messaging.RequestRefusedException;
import cruddur.messaging.TextInput;
import cruddur.messaging.port.row.Marker;
import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.Timestamp;
import cruddur.messaging.port.row.UserProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The changes of read states that a device makes: it marks, hides, clears and brings back what it
 * has been shown, in any order, and sometimes what it was shown long ago.
 */
final class DeviceMarks {

  private static final String SOME_TIME = "2026-01-01T00:00:00.000000+00:00";

  /** A message that was shown: its group, and its time in canonical form. */
  private record Shown(String groupUuid, Timestamp at) {}

  private final String name;
  private final UserProfile user;
  private final ReadStateInvariants invariants;
  private final RandomGenerator random;
  private final List<Shown> shown = new ArrayList<>();
  private int marksLeft;

  DeviceMarks(
      String name,
      UserProfile user,
      ReadStateInvariants invariants,
      int marks,
      RandomGenerator random) {
    this.name = name;
    this.user = user;
    this.invariants = invariants;
    this.marksLeft = marks;
    this.random = random;
  }

  /** The device shows a message as the newest of its group. */
  void show(String groupUuid, Timestamp at) {
    shown.add(new Shown(groupUuid, Timestamp.stored(at.canonical())));
  }

  boolean isReady() {
    return marksLeft > 0 && !shown.isEmpty();
  }

  SimulatedInvocation next(Supplier<FunctionInstance> functions) {
    marksLeft--;
    Shown position = shown.get(random.nextInt(shown.size()));
    return switch (random.nextInt(8)) {
      case 0 -> bringingBack(functions, position);
      case 1 -> advancing(functions, Marker.HIDDEN, position);
      case 2 -> advancing(functions, Marker.CLEARED, position);
      default -> advancing(functions, Marker.READ, position);
    };
  }

  /** A change that is refused, because the user is not a member of the group. */
  void intrude(FunctionInstance functions, String groupUuid) {
    functions
        .readStates()
        .advance(
            user,
            groupUuid,
            List.of(Marker.values()).get(random.nextInt(Marker.values().length)),
            TextInput.of(SOME_TIME));
  }

  private SimulatedInvocation advancing(
      Supplier<FunctionInstance> functions, Marker marker, Shown position) {
    var key = new RowKey.OfReadState(user.uuid(), position.groupUuid());
    invariants.sending(key, marker, position.at());
    return changing(
        "marks " + marker,
        () -> {
          Timestamp stored =
              functions
                  .get()
                  .readStates()
                  .advance(user, key.groupUuid(), marker, TextInput.of(position.at().text()));
          invariants.acknowledged(key, marker, position.at(), stored);
        });
  }

  private SimulatedInvocation bringingBack(Supplier<FunctionInstance> functions, Shown position) {
    invariants.bringingBack(
        new RowKey.OfReadState(user.uuid(), position.groupUuid()), position.at());
    return changing(
        "brings back",
        () ->
            functions
                .get()
                .readStates()
                .show(user, position.groupUuid(), TextInput.of(position.at().text())));
  }

  private SimulatedInvocation changing(String verb, Runnable change) {
    return new SimulatedInvocation(
        name + " " + verb,
        () -> {
          try {
            change.run();
          } catch (RequestRefusedException refusal) {
            throw new InvariantViolation("a member was refused: " + refusal.codes());
          }
        });
  }
}
