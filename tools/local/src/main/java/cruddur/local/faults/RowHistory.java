package cruddur.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The states of a row; an empty one means that the row did not exist. */
final class RowHistory {

  private record State(Instant since, Optional<JsonNode> item) {}

  /** The oldest first, which counts as valid since the beginning. */
  private final List<State> states = new ArrayList<>();

  RowHistory(Optional<JsonNode> initial) {
    states.add(new State(Instant.MIN, initial));
  }

  /** Adds a state, unless it is the latest one. */
  void set(Optional<JsonNode> item, Instant now) {
    if (!latest().equals(item)) {
      states.add(new State(now, item));
    }
  }

  Optional<JsonNode> latest() {
    return states.getLast().item();
  }

  Optional<JsonNode> asOf(Instant moment) {
    return states.reversed().stream()
        .filter(state -> !state.since().isAfter(moment))
        .findFirst()
        .flatMap(State::item);
  }

  /** All items of the states. */
  List<JsonNode> items() {
    return states.stream().flatMap(state -> state.item().stream()).toList();
  }

  /** Removes the states that ended before. Returns whether no item is left. */
  boolean forget(Instant before) {
    while (states.size() > 1 && !states.get(1).since().isAfter(before)) {
      states.removeFirst();
    }
    return items().isEmpty();
  }
}
