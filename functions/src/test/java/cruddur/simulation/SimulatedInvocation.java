package cruddur.simulation;

import cruddur.messaging.port.RowsUnavailableException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * One invocation of a function: a thread that stands still at each request until it is told how
 * that ended. Between two requests it runs alone, while whoever resumed it waits.
 */
final class SimulatedInvocation {

  /** How an invocation ended. */
  sealed interface End {

    record Returned() implements End {}

    record Threw(Throwable cause) implements End {}

    record Died() implements End {}
  }

  /** Takes an invocation down; an error, so that no service takes it for a failed request. */
  private static final class Death extends Error {

    private static final long serialVersionUID = 1;

    Death() {
      super("the invocation died", null, false, false);
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
  private boolean dead;
  private End end;

  /** An invocation that has not started; {@link #start} takes it to its first request. */
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

  /** The request it stands at. */
  TableRequest<?> request() {
    return request;
  }

  /** How it ended; empty while it goes on. */
  Optional<End> end() {
    return Optional.ofNullable(end);
  }

  /** Takes it to its first request, or to its end. */
  void start() {
    thread.start();
    hasStopped.acquireUninterruptibly();
  }

  /** Hands it the response to its request. */
  void respond(Object given) {
    response = given;
    resume();
  }

  /** Lets its request fail; whether that has taken effect it cannot know. */
  void fail() {
    failure = new RowsUnavailableException("simulated: no answer", null);
    resume();
  }

  /** Ends it where it stands. */
  void die() {
    dead = true;
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
    } catch (Death death) {
      end = new End.Died();
    } catch (Throwable thrown) {
      end = new End.Threw(thrown);
    }
    hasStopped.release();
  }

  /** Lets the current invocation stand still at a request, and answers as it is told to. */
  static <A> A request(TableRequest<A> made) {
    return CURRENT.get().await(made);
  }

  // The response is the request's own: the scheduler makes the request that stands here.
  @SuppressWarnings("unchecked")
  private <A> A await(TableRequest<A> made) {
    if (!dead) {
      request = made;
      hasStopped.release();
      mayRun.acquireUninterruptibly();
    }
    if (dead) {
      throw new Death();
    }
    if (failure != null) {
      RuntimeException thrown = failure;
      failure = null;
      throw thrown;
    }
    return (A) response;
  }
}
