package cruddur.commands.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into an interrupt of the working thread, and keeps the process alive until that
 * thread has finished its cleanup.
 */
public final class Interruption implements AutoCloseable {

  /** Longer than a cleanup takes; a server that does not respond must not hang the process. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final CountDownLatch finished = new CountDownLatch(1);

  private Interruption() {}

  /**
   * Interrupts the calling thread when the process is asked to end, until this is closed.
   *
   * @param err receives a line then
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
    err.println("Interrupted: cleaning up ...");
    worker.interrupt();
    try {
      if (!finished.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        err.println("The cleanup takes too long: resources may be left.");
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
