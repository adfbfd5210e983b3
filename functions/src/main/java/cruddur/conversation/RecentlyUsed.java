package cruddur.conversation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A small cache: the entries used last, up to a number. Safe for threads. */
final class RecentlyUsed<K, V> {

  private final Map<K, V> entries;

  RecentlyUsed(int most) {
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  synchronized Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  synchronized void put(K key, V value) {
    entries.put(key, value);
  }
}
