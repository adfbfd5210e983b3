package cruddur.commands;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * moto's server: AWS's APIs on this machine. It comes from PyPI; the system property {@code
 * moto.server} names its launcher, {@code moto_server}.
 */
final class MotoServer implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Pattern RUNNING =
      Pattern.compile("Running on http://127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final URI endpoint;

  private MotoServer(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** The launcher, where there is one. */
  static Optional<Path> launcher() {
    return Optional.ofNullable(System.getProperty("moto.server"))
        .map(Path::of)
        .filter(Files::isExecutable);
  }

  /** Whether there is one. */
  static boolean isInstalled() {
    return launcher().isPresent();
  }

  /** Starts it on a free port. */
  static MotoServer start(Path launcher, Path log) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(launcher.toString(), "-H", "127.0.0.1", "-p", "0"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    long start = System.nanoTime();
    while (process.isAlive() && System.nanoTime() - start < LONGEST_START.toNanos()) {
      Matcher running = RUNNING.matcher(Files.readString(log));
      if (running.find()) {
        return new MotoServer(process, URI.create("http://127.0.0.1:" + running.group(1)));
      }
      Thread.sleep(50);
    }
    process.destroy();
    throw new IOException("moto does not start: " + Files.readString(log));
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
