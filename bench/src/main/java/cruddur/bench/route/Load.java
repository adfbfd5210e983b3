package cruddur.bench.route;

import cruddur.bench.report.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Closed load: each of some callers sends its next request when the last one has its response. It
 * shows how a loaded system responds, not how long a request would wait that arrives at its own
 * time.
 */
final class Load {

  /** A request that throws unless its response is as expected. */
  interface Call {
    void send() throws Exception;
  }

  private Load() {}

  /**
   * Sends requests for some time.
   *
   * @param callers how many requests are in progress
   * @throws IllegalStateException if a request fails
   */
  static Latencies run(Call call, int callers, Duration duration) throws InterruptedException {
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<Long>>> loops = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        loops.add(() -> repeat(call, end));
      }
      List<Future<List<Long>>> results = threads.invokeAll(loops);
      long[] nanos = results.stream().flatMapToLong(Load::nanos).toArray();
      return Latencies.of(nanos, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static List<Long> repeat(Call call, long end) throws Exception {
    List<Long> nanos = new ArrayList<>();
    long now = System.nanoTime();
    do {
      call.send();
      long after = System.nanoTime();
      nanos.add(after - now);
      now = after;
    } while (now < end);
    return nanos;
  }

  private static LongStream nanos(Future<List<Long>> result) {
    try {
      return result.get().stream().mapToLong(Long::longValue);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
