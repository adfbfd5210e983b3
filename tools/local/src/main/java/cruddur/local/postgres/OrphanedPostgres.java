package cruddur.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The server of a data folder whose parent process was killed. Such a server runs on, and keeps its
 * port and its data. The caller holds the lock of the folder, so its server belongs to nobody.
 */
final class OrphanedPostgres {

  private static final String SERVER = "postgres";

  /** Programs that create the data and start the server. */
  private static final Set<String> SETUP = Set.of("initdb", "pg_ctl");

  private static final String PID_FILE = "postmaster.pid";

  /** How long a server may take to write its data. */
  private static final Duration SHUTDOWN = Duration.ofSeconds(10);

  /** The start times of the file and of the operating system differ by less. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(10);

  private OrphanedPostgres() {}

  /** Ends the processes of a folder, if there are any, and no others. */
  static void end(Path folder) {
    List<ProcessHandle> processes = ProcessHandle.allProcesses().toList();
    // First, because they would start a server.
    processes.stream()
        .filter(process -> SETUP.contains(program(process)) && isFor(process, folder))
        .forEach(OrphanedPostgres::kill);
    Stream.concat(
            ProcessHandle.allProcesses()
                .filter(process -> SERVER.equals(program(process)) && isFor(process, folder)),
            namedBy(folder.resolve(PID_FILE), folder).stream())
        .distinct()
        .forEach(OrphanedPostgres::shutDown);
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** A fast shutdown: the server disconnects its clients and writes its data. */
  private static void shutDown(ProcessHandle server) {
    try {
      new ProcessBuilder("sh", "-c", "kill -INT " + server.pid()).start().waitFor();
      server.onExit().get(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException | ExecutionException | TimeoutException e) {
      kill(server);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isFor(ProcessHandle process, Path folder) {
    return process.info().arguments().map(Arrays::asList).stream()
        .anyMatch(arguments -> arguments.contains(folder.toString()));
  }

  /** The server that a folder's own file names, unless another process has that id by now. */
  private static Optional<ProcessHandle> namedBy(Path file, Path folder) {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      // Process id, data folder and start time, as Postgres writes them.
      List<String> lines = Files.readAllLines(file);
      Instant start = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
      boolean isOfFolder = Files.isSameFile(Path.of(lines.get(1)), folder);
      return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
          .filter(process ->
              isOfFolder && SERVER.equals(program(process)) && hasStartedAt(start, process));
    } catch (IOException | RuntimeException e) {
      // The file is incomplete, or was copied with its folder.
      return Optional.empty();
    }
  }

  private static boolean hasStartedAt(Instant start, ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .filter(began -> Duration.between(began, start).abs().compareTo(START_TOLERANCE) <= 0)
        .isPresent();
  }

  private static String program(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(Path::of)
        .map(Path::getFileName)
        .map(Path::toString)
        .orElse("");
  }
}
