package cruddur.local.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stood at a row's key, and since when; no item where nothing did. */
final class RowHistory {

  private record State(Instant since, Optional<JsonNode> item) {}

  /** The oldest first, which counts as standing since ever. */
  private final List<State> states = new ArrayList<>();

  RowHistory(Optional<JsonNode> sinceEver) {
    states.add(new State(Instant.MIN, sinceEver));
  }

  /** From now on this stands there. */
  void becomes(Optional<JsonNode> item, Instant now) {
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

  /** Every item that stood there as far as it is remembered. */
  List<JsonNode> items() {
    return states.stream().flatMap(state -> state.item().stream()).toList();
  }

  /** Forgets what was over by then. Returns whether nothing is left to remember. */
  boolean forget(Instant before) {
    while (states.size() > 1 && !states.get(1).since().isAfter(before)) {
      states.removeFirst();
    }
    return items().isEmpty();
  }
}
