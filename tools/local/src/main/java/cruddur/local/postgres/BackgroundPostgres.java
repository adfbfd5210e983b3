package cruddur.local.postgres;

import cruddur.toolkit.StartupException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A Postgres that starts while everything else runs already, and without which it runs on. */
public final class BackgroundPostgres implements AutoCloseable {

  /** Longer than a start takes; a process that ends must not hang on it. */
  private static final int LONGEST_START_SECONDS = 30;

  private final CompletableFuture<PostgresServer> starting;

  private BackgroundPostgres(CompletableFuture<PostgresServer> starting) {
    this.starting = starting;
  }

  /**
   * Begins to start one, and returns at once.
   *
   * @param log gets one line: where it is, or why there is none, or nothing in it
   */
  public static BackgroundPostgres start(int port, Optional<Path> data, PrintStream log) {
    CompletableFuture<PostgresServer> starting = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("postgres")
        .daemon()
        .start(() -> {
          try {
            PostgresServer server = PostgresServer.start(port, data);
            starting.complete(server);
            SampleUsersLoader.load(server);
            log.println("Postgres, for bin/cruddur: " + server.address());
          } catch (StartupException e) {
            starting.completeExceptionally(e);
            log.println(e.getMessage());
          }
        });
    return new BackgroundPostgres(starting);
  }

  /** Ends it; one that is starting, as soon as it has started. */
  @Override
  public void close() throws IOException {
    PostgresServer server;
    try {
      server = starting.orTimeout(LONGEST_START_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException neverStarted) {
      return;
    }
    server.close();
  }
}
