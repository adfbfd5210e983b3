package cruddur.messaging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A bounded cache that evicts the least recently used entry. Thread-safe. */
public final class LruCache<K, V> {

  private final Map<K, V> entries;

  public LruCache(int maxEntries) {
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > maxEntries;
          }
        };
  }

  public synchronized Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  public synchronized void put(K key, V value) {
    entries.put(key, value);
  }

  public synchronized V computeIfAbsent(K key, Function<? super K, ? extends V> factory) {
    return entries.computeIfAbsent(key, factory);
  }
}
