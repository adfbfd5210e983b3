package cruddur.messaging;

import java.util.List;

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
}
