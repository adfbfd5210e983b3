package cruddur.commands.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into an interrupt of the thread that works, and keeps the process alive until that
 * thread has cleared up behind it.
 */
public final class Interruption implements AutoCloseable {

  /** Longer than clearing up takes; a process must not hang for ever on what does not answer. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final CountDownLatch finished = new CountDownLatch(1);

  private Interruption() {}

  /**
   * Interrupts the calling thread when the process is told to end; until it is closed.
   *
   * @param err is told then
   */
  public static Interruption ofThisThread(PrintWriter err) {
    Interruption interruption = new Interruption();
    Thread worker = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> interruption.interruptUnlessFinished(worker, err), "interruption"));
    return interruption;
  }

  private void interruptUnlessFinished(Thread worker, PrintWriter err) {
    if (finished.getCount() == 0) {
      return;
    }
    err.println("Interrupted: clearing up ...");
    worker.interrupt();
    try {
      if (!finished.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        err.println("It takes too long: something may be left.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    finished.countDown();
  }
}
