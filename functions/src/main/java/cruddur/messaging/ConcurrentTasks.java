package cruddur.messaging;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Runs independent tasks side by side. */
@FunctionalInterface
public interface ConcurrentTasks {

  /** Runs each task after the one before it, in the current thread. */
  ConcurrentTasks ONE_BY_ONE = tasks -> tasks.forEach(Runnable::run);

  /**
   * Runs tasks, and returns when all have ended. What a task wrote is visible to the caller.
   *
   * <p>If tasks throw, the exception of the first of them in the list is thrown after all have
   * ended.
   */
  void run(List<? extends Runnable> tasks);

  /** Two results. */
  record Both<A, B>(A first, B second) {}

  /** Computes two results side by side. */
  default <A, B> Both<A, B> both(Supplier<A> first, Supplier<B> second) {
    AtomicReference<A> one = new AtomicReference<>();
    AtomicReference<B> other = new AtomicReference<>();
    run(List.of(() -> one.set(first.get()), () -> other.set(second.get())));
    return new Both<>(one.get(), other.get());
  }

  /**
   * Like {@link #run}, with a limited number of tasks at a time, which start in order. If one
   * throws, some of the others may not start.
   */
  default void runLimited(int atATime, List<? extends Runnable> tasks) {
    AtomicInteger next = new AtomicInteger();
    run(
        Collections.nCopies(
            Math.min(atATime, tasks.size()),
            () -> {
              for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
                tasks.get(i).run();
              }
            }));
  }

  /**
   * Applies a function to each item, by {@link #runLimited}.
   *
   * @return the results, in the order of the items
   */
  default <T, R> List<R> mapLimited(int atATime, List<T> items, Function<T, R> function) {
    AtomicReferenceArray<R> results = new AtomicReferenceArray<>(items.size());
    runLimited(
        atATime,
        IntStream.range(0, items.size())
            .<Runnable>mapToObj(i -> () -> results.set(i, function.apply(items.get(i))))
            .toList());
    return IntStream.range(0, items.size()).mapToObj(results::get).toList();
  }
}
