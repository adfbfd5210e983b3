package cruddur.simulation;

import cruddur.messaging.port.RowsUnavailableException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * One invocation of a function: a thread that blocks at each request until it gets the result.
 * Between two requests it runs alone, while the thread that resumed it waits.
 */
final class SimulatedInvocation {

  /** How an invocation ended. */
  sealed interface End {

    record Returned() implements End {}

    record Threw(Throwable cause) implements End {}

    record Crashed() implements End {}
  }

  /** Ends an invocation. An error, so that no service treats it as a failed request. */
  private static final class Crash extends Error {

    private static final long serialVersionUID = 1;

    Crash() {
      super("The invocation crashed", null, false, false);
    }
  }

  private static final ScopedValue<SimulatedInvocation> CURRENT = ScopedValue.newInstance();

  private final String name;
  private final Semaphore mayRun = new Semaphore(0);
  private final Semaphore hasStopped = new Semaphore(0);
  private final Thread thread;
  private TableRequest<?> request;
  private Object response;
  private RuntimeException failure;
  private boolean isCrashed;
  private End end;

  /** Creates an invocation that has not started. */
  SimulatedInvocation(String name, Runnable body) {
    this.name = name;
    this.thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(() -> ScopedValue.where(CURRENT, this).run(() -> run(body)));
  }

  String name() {
    return name;
  }

  /** The request that it waits for. */
  TableRequest<?> request() {
    return request;
  }

  /** How it ended; empty while it is running. */
  Optional<End> end() {
    return Optional.ofNullable(end);
  }

  /** Runs it to its first request, or to its end. */
  void start() {
    thread.start();
    hasStopped.acquireUninterruptibly();
  }

  /** Returns a response to its request, and runs it to the next. */
  void respond(Object value) {
    response = value;
    resume();
  }

  /** Fails its request, as if no response had arrived, and runs it to the next. */
  void fail() {
    failure = new RowsUnavailableException("simulated: no response", null);
    resume();
  }

  /** Ends it at its current request. */
  void crash() {
    isCrashed = true;
    resume();
  }

  private void resume() {
    mayRun.release();
    hasStopped.acquireUninterruptibly();
  }

  private void run(Runnable body) {
    try {
      body.run();
      end = new End.Returned();
    } catch (Crash crash) {
      end = new End.Crashed();
    } catch (Throwable thrown) {
      end = new End.Threw(thrown);
    }
    hasStopped.release();
  }

  /** Blocks the current invocation at a request until the scheduler responds. */
  static <A> A request(TableRequest<A> next) {
    return CURRENT.get().await(next);
  }

  // The scheduler responds with the result of this request.
  @SuppressWarnings("unchecked")
  private <A> A await(TableRequest<A> next) {
    if (!isCrashed) {
      request = next;
      hasStopped.release();
      mayRun.acquireUninterruptibly();
    }
    if (isCrashed) {
      throw new Crash();
    }
    if (failure != null) {
      RuntimeException thrown = failure;
      failure = null;
      throw thrown;
    }
    return (A) response;
  }
}
