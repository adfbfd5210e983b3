package cruddur.messaging.port;

import cruddur.messaging.port.row.MessageGroup;
import cruddur.messaging.port.row.RowKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The index of {@link MemoryRows}: each item with all its states, one of which a read sees. */
final class MemoryIndex {

  private final Map<RowKey<?>, Item> items = new LinkedHashMap<>();
  private final IndexLag lag;

  MemoryIndex(IndexLag lag) {
    this.lag = lag;
  }

  void put(MessageGroup row) {
    items.computeIfAbsent(row.key(), key -> new Item()).states.add(Optional.of(row));
  }

  void remove(RowKey.OfMessageGroup key) {
    items.get(key).states.add(Optional.empty());
  }

  /** The rows of a group that one read sees, in no particular order. */
  List<MessageGroup> read(String groupUuid) {
    List<MessageGroup> seen = new ArrayList<>();
    for (Item item : items.values()) {
      if (item.wasEverOf(groupUuid)) {
        item.read(lag).filter(row -> row.uuid().equals(groupUuid)).ifPresent(seen::add);
      }
    }
    return seen;
  }

  /** From now on every read includes the current state of the table. */
  void caughtUp() {
    items.values().forEach(Item::caughtUp);
  }

  private static final class Item {

    private final List<Optional<MessageGroup>> states = new ArrayList<>(List.of(Optional.empty()));
    private int oldest;
    private int lastSeen;

    boolean wasEverOf(String groupUuid) {
      return states.stream()
          .flatMap(Optional::stream)
          .anyMatch(row -> row.uuid().equals(groupUuid));
    }

    Optional<MessageGroup> read(IndexLag lag) {
      lastSeen = lag.stateSeen(oldest, lastSeen, latest());
      return states.get(lastSeen);
    }

    void caughtUp() {
      oldest = latest();
      lastSeen = oldest;
    }

    private int latest() {
      return states.size() - 1;
    }
  }
}
