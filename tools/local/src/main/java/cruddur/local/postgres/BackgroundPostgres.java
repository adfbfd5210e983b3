package cruddur.local.postgres;

import cruddur.toolkit.StartupException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A Postgres that starts in the background. The rest of the system does not need it. */
public final class BackgroundPostgres implements AutoCloseable {

  /** How long {@link #close} waits for a server that is starting. */
  private static final int MAX_START_SECONDS = 30;

  private final CompletableFuture<PostgresServer> starting;

  private BackgroundPostgres(CompletableFuture<PostgresServer> starting) {
    this.starting = starting;
  }

  /**
   * Begins to start a server, and returns at once.
   *
   * @param log receives one line: the address, or why the server or its data is missing
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

  /** Stops the server, if necessary as soon as it has started. */
  @Override
  public void close() throws IOException {
    PostgresServer server;
    try {
      server = starting.orTimeout(MAX_START_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException notStarted) {
      return;
    }
    server.close();
  }
}
