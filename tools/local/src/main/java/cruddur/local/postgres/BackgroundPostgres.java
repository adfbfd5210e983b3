package cruddur.local.postgres;

import cruddur.toolkit.StartupException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A Postgres that starts in the background. The rest of the system does not need it. Like the
 * sign-up trigger of Cruddur's Flask app, it adds each new user to {@code public.users}.
 */
public final class BackgroundPostgres implements AutoCloseable {

  /** How long {@link #close} waits for a server that is starting. */
  private static final int MAX_START_SECONDS = 30;

  private final CompletableFuture<PostgresServer> starting = new CompletableFuture<>();
  private final Supplier<List<SignedUpUser>> users;
  private final PrintStream log;

  /** The server, once the users who signed up before are loaded. */
  private Optional<PostgresServer> loaded = Optional.empty();

  private BackgroundPostgres(Supplier<List<SignedUpUser>> users, PrintStream log) {
    this.users = users;
    this.log = log;
  }

  /**
   * Begins to start a server, and returns at once.
   *
   * @param users all users of the user pool
   * @param log receives one line: the address, or why the server or its data is missing
   */
  public static BackgroundPostgres start(
      int port, Optional<Path> data, Supplier<List<SignedUpUser>> users, PrintStream log) {
    BackgroundPostgres postgres = new BackgroundPostgres(users, log);
    Thread.ofPlatform().name("postgres").daemon().start(() -> postgres.run(port, data));
    return postgres;
  }

  private void run(int port, Optional<Path> data) {
    try {
      PostgresServer server = PostgresServer.start(port, data);
      starting.complete(server);
      load(server);
      log.println("Postgres, for bin/cruddur: " + server.address());
    } catch (StartupException e) {
      starting.completeExceptionally(e);
      log.println(e.getMessage());
    }
  }

  private synchronized void load(PostgresServer server) {
    UsersLoader.load(server, users.get());
    loaded = Optional.of(server);
  }

  /**
   * Adds a user who has just signed up. While the server starts, nothing is to be done: it will
   * load all users.
   */
  public synchronized void add(SignedUpUser user) {
    try {
      if (loaded.isPresent() && !UsersLoader.add(loaded.get(), user)) {
        log.println(
            "A user who signed up was not added to Postgres: another user has the handle or the email there.");
      }
    } catch (StartupException e) {
      log.println(e.getMessage());
    }
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
