package cruddur.simulation;

import cruddur.messaging.port.RowsUnavailableException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;

/**
 * A thread of an invocation. Control is handed from thread to thread: who starts or resumes one
 * waits until it, and all that it has forked, wait for requests or have ended.
 */
final class SimulatedThread {

  /** Ends a thread. An error, so that no service treats it as a failed request. */
  static final class Crash extends Error {

    private static final long serialVersionUID = 1;

    Crash() {
      super("The invocation crashed", null, false, false);
    }
  }

  private final SimulatedInvocation invocation;
  private final SimulatedThread parent;
  private final Runnable body;
  private final Semaphore mayRun = new Semaphore(0);
  private Semaphore resumer;
  private TableRequest<?> request;
  private Object response;
  private RuntimeException failure;
  private Throwable thrown;
  private int runningChildren;
  private boolean waitsForChildren;
  private int heldUntil;

  /** Creates the main thread of an invocation. */
  SimulatedThread(SimulatedInvocation invocation, Runnable body) {
    this(invocation, null, body);
  }

  private SimulatedThread(SimulatedInvocation invocation, SimulatedThread parent, Runnable body) {
    this.invocation = invocation;
    this.parent = parent;
    this.body = body;
  }

  /** The request that it waits for. */
  TableRequest<?> request() {
    return request;
  }

  /** Replaces the request that it waits for. */
  void request(TableRequest<?> other) {
    request = other;
  }

  /** The step before which the scheduler does not resume it. */
  int heldUntil() {
    return heldUntil;
  }

  void holdUntil(int step) {
    heldUntil = step;
  }

  /** Runs it to its first request, or to its end. */
  void start() {
    Semaphore stopped = new Semaphore(0);
    resumer = stopped;
    Thread.ofVirtual().start(this::run);
    stopped.acquireUninterruptibly();
  }

  /** Returns a response to its request, and runs it to the next. */
  void respond(Object value) {
    response = value;
    resume();
  }

  /** Fails its request, as if no response had arrived, and runs it to the next. */
  void fail() {
    failure = new RowsUnavailableException("simulated: no response", null);
    invocation.countFailure();
    resume();
  }

  void resume() {
    invocation.waiting().remove(this);
    Semaphore stopped = new Semaphore(0);
    resumer = stopped;
    mayRun.release();
    stopped.acquireUninterruptibly();
  }

  // The scheduler responds with the result of this request.
  @SuppressWarnings("unchecked")
  <A> A await(TableRequest<A> next) {
    if (!invocation.isCrashed()) {
      request = next;
      invocation.waiting().add(this);
      stop();
    }
    throwIfCrashed();
    if (failure != null) {
      RuntimeException current = failure;
      failure = null;
      throw current;
    }
    return (A) response;
  }

  /** Runs tasks in threads of their own, and waits for them. */
  void fork(List<? extends Runnable> tasks) {
    throwIfCrashed();
    List<SimulatedThread> children =
        tasks.stream().map(task -> new SimulatedThread(invocation, this, task)).toList();
    runningChildren = children.size();
    children.forEach(SimulatedThread::start);
    if (runningChildren > 0) {
      waitsForChildren = true;
      stop();
      waitsForChildren = false;
    }
    throwIfCrashed();
    children.stream()
        .map(child -> child.thrown)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(SimulatedThread::rethrow);
  }

  private void run() {
    try {
      SimulatedInvocation.runAs(
          this,
          () -> {
            body.run();
            return null;
          });
    } catch (Throwable e) {
      thrown = e;
    }
    if (parent != null) {
      parent.runningChildren--;
      if (parent.waitsForChildren && parent.runningChildren == 0) {
        parent.resumer = resumer;
        parent.mayRun.release();
        return;
      }
    }
    resumer.release();
  }

  private void stop() {
    resumer.release();
    mayRun.acquireUninterruptibly();
  }

  private void throwIfCrashed() {
    if (invocation.isCrashed()) {
      throw new Crash();
    }
  }

  private static void rethrow(Throwable failure) {
    switch (failure) {
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      default -> throw new IllegalStateException(failure);
    }
  }
}
