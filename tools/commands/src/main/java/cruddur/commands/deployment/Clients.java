package cruddur.commands.deployment;

import java.util.ArrayDeque;
import java.util.Deque;

/** Clients that are closed together, the newest first. */
public final class Clients implements AutoCloseable {

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Adds a client, which is closed with the others. */
  public <C extends AutoCloseable> C add(C client) {
    open.push(client);
    return client;
  }

  /** Closes all clients, even if one cannot be closed. */
  @Override
  public void close() {
    IllegalStateException failure = new IllegalStateException("clients could not be closed");
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        failure.addSuppressed(e);
      }
    }
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }
}
