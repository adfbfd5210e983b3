package cruddur.handler;

import cruddur.invocation.Invocation;
import cruddur.messaging.ConcurrentTasks;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Runs each task in a virtual thread, up to {@link #MAX_AT_ONCE} at a time, that works for the
 * caller's invocation, so that its time limit applies and its requests are counted.
 * StructuredTaskScope would do this too, but is a preview API in Java 25.
 */
final class VirtualThreadTasks implements ConcurrentTasks {

  /** As many as the client keeps connections. */
  static final int MAX_AT_ONCE = 32;

  @Override
  public void run(List<? extends Runnable> tasks) {
    if (tasks.size() == 1) {
      tasks.getFirst().run();
      return;
    }
    Optional<Invocation> invocation = Invocation.current();
    List<? extends Future<?>> ended;
    Semaphore permits = new Semaphore(MAX_AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ended =
          tasks.stream()
              .map(task -> threads.submit(limited(permits, within(invocation, task))))
              .toList();
    }
    ended.stream()
        .filter(task -> task.state() == Future.State.FAILED)
        .findFirst()
        .ifPresent(task -> rethrow(task.exceptionNow()));
  }

  private static Runnable limited(Semaphore permits, Runnable task) {
    return () -> {
      permits.acquireUninterruptibly();
      try {
        task.run();
      } finally {
        permits.release();
      }
    };
  }

  private static Runnable within(Optional<Invocation> invocation, Runnable task) {
    return () -> invocation.ifPresentOrElse(current -> current.run(task), task);
  }

  private static void rethrow(Throwable failure) {
    switch (failure) {
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      default -> throw new IllegalStateException("a task threw a checked exception", failure);
    }
  }
}
