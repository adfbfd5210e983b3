package cruddur.bench.running;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process of bin/up, which is ready.
 *
 * @param millis from its start until it said so
 * @param apiPort the port of its API
 * @param dynamoDb the address of its DynamoDB Local
 */
public record LocalSystemProcess(Process process, double millis, int apiPort, String dynamoDb)
    implements AutoCloseable {

  /**
   * Starts bin/up on free ports, and returns when it is ready.
   *
   * @param home the project's folder, which is built
   * @throws IOException if the process ends before
   */
  public static LocalSystemProcess start(Path home) throws IOException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(
                List.of(
                    home.resolve("bin/up").toString(),
                    "--port",
                    "0",
                    "--dynamodb-port",
                    "0",
                    "--postgres-port",
                    "0"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    int apiPort = 0;
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      String[] words = line.strip().split("[ ,]+");
      if (words[0].equals("API")) {
        apiPort = URI.create(words[1]).getPort();
      } else if (words[0].equals("DynamoDB")) {
        double millis = (System.nanoTime() - start) / 1e6;
        Thread.startVirtualThread(() -> discard(out));
        return new LocalSystemProcess(process, millis, apiPort, words[1]);
      }
    }
    throw new IOException("bin/up ended before the system was ready");
  }

  /** A process whose output nobody reads waits when the pipe is full. */
  private static void discard(BufferedReader out) {
    try (out) {
      out.transferTo(Writer.nullWriter());
    } catch (IOException _) {
      // The process has ended.
    }
  }

  @Override
  public void close() {
    // The launcher has replaced itself with java, whose children are those of Postgres.
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
