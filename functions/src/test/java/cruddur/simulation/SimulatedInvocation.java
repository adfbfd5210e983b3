package cruddur.simulation;

import cruddur.messaging.ConcurrentTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One invocation of a function: a thread, and the threads that it forks, each of which blocks at
 * each request until it gets the result. One of them runs at a time, while whoever resumed it
 * waits.
 */
final class SimulatedInvocation {

  /** How an invocation ended. */
  sealed interface End {

    record Returned() implements End {}

    record Threw(Throwable cause) implements End {}

    record Crashed() implements End {}
  }

  private static final ScopedValue<SimulatedThread> CURRENT = ScopedValue.newInstance();

  /** Runs the tasks of the real functions in threads of the current invocation. */
  static final ConcurrentTasks TASKS = tasks -> CURRENT.get().fork(tasks);

  private final String name;
  private final SimulatedThread main;
  private final List<SimulatedThread> waiting = new ArrayList<>();
  private int failures;
  private boolean isCrashed;
  private End end;

  /** Creates an invocation that has not started. */
  SimulatedInvocation(String name, Runnable body) {
    this.name = name;
    this.main = new SimulatedThread(this, () -> run(body));
  }

  String name() {
    return name;
  }

  /** The threads that wait for the result of a request, in the order of their requests. */
  List<SimulatedThread> waiting() {
    return waiting;
  }

  /** How it ended; empty while it is running. */
  Optional<End> end() {
    return Optional.ofNullable(end);
  }

  /** The number of its requests that have failed. */
  int failures() {
    return failures;
  }

  /** Runs it until each of its threads waits for a request, or to its end. */
  void start() {
    main.start();
  }

  /** Ends each of its threads at the current request. */
  void crash() {
    isCrashed = true;
    while (!waiting.isEmpty()) {
      waiting.getFirst().resume();
    }
  }

  boolean isCrashed() {
    return isCrashed;
  }

  void countFailure() {
    failures++;
  }

  static <T> T runAs(SimulatedThread thread, ScopedValue.CallableOp<T, RuntimeException> work) {
    return ScopedValue.where(CURRENT, thread).call(work);
  }

  /** Blocks the current thread at a request until the scheduler responds. */
  static <A> A request(TableRequest<A> next) {
    return CURRENT.get().await(next);
  }

  private void run(Runnable body) {
    try {
      body.run();
      end = new End.Returned();
    } catch (SimulatedThread.Crash crash) {
      end = new End.Crashed();
    } catch (Throwable thrown) {
      end = new End.Threw(thrown);
    }
  }
}
