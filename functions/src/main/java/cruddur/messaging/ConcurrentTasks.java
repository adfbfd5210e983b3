package cruddur.messaging;

import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

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

  /**
   * Like {@link #run}, with a limited number of tasks at a time, which start in order. If one
   * throws, some of the others may not start.
   */
  default void runLimited(int atATime, List<? extends Runnable> tasks) {
    Queue<Runnable> waiting = new ConcurrentLinkedQueue<>(tasks);
    run(
        Collections.nCopies(
            Math.min(atATime, tasks.size()),
            () -> {
              for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                task.run();
              }
            }));
  }
}
