package cruddur.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runs a task on several threads that start together. */
final class Concurrently {

  private Concurrently() {}

  /** The results of the tasks numbered from 0, in that order. */
  static <T> List<T> run(int threads, IntFunction<T> task) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Callable<T>> tasks =
        IntStream.range(0, threads)
            .<Callable<T>>mapToObj(number ->
                () -> {
                  start.await();
                  return task.apply(number);
                })
            .toList();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<T> results = new ArrayList<>();
      for (Future<T> result : executor.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    }
  }
}
