package cruddur.handler.http;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Runs equal requests that arrive at the same time once, and gives all of them the one result. An
 * optimization: on Lambda an instance has one request at a time. Thread-safe.
 */
final class SingleFlight<K, V> {

  private final Map<K, CompletableFuture<V>> inFlight = new ConcurrentHashMap<>();

  /** Returns, or throws, the result of the work for an equal key if any is in flight. */
  V run(K key, Supplier<V> work) {
    CompletableFuture<V> ours = new CompletableFuture<>();
    CompletableFuture<V> first = inFlight.putIfAbsent(key, ours);
    if (first != null) {
      return resultOf(first);
    }
    try {
      V result = work.get();
      ours.complete(result);
      return result;
    } catch (RuntimeException | Error e) {
      ours.completeExceptionally(e);
      throw e;
    } finally {
      inFlight.remove(key);
    }
  }

  /** Not bounded here: the first invocation has the same time limit and started earlier. */
  private static <V> V resultOf(CompletableFuture<V> first) {
    try {
      return first.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
