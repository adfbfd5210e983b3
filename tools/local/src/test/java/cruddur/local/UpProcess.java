package cruddur.local;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of {@code bin/up}, on free ports. */
final class UpProcess implements AutoCloseable {

  private static final Pattern API = Pattern.compile("^  API +(\\S+)$");
  private static final Pattern DYNAMODB = Pattern.compile("^  DynamoDB +(\\S+), table .*$");
  private static final Pattern GROUP = Pattern.compile("/api/messages/([0-9a-f-]{36})");

  private final Process process;
  private final List<String> output = new ArrayList<>();
  private boolean hasEnded;

  private UpProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::readOutput);
  }

  /**
   * Starts a process.
   *
   * @param environment added to that of this process
   */
  static UpProcess start(Map<String, String> environment, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Up.class.getName());
    command.add("--template=../../template.yaml");
    command.addAll(List.of("--port=0", "--dynamodb-port=0", "--postgres-port=0"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new UpProcess(builder.start());
  }

  /** Waits for the address of the API. */
  URI api() {
    return URI.create(await(API));
  }

  /** Waits for the address of DynamoDB Local. */
  URI dynamoDb() {
    return URI.create(await(DYNAMODB));
  }

  /** Waits for the message group of the sample conversation. */
  String group() {
    return await(GROUP);
  }

  /** Waits for a line, and returns what the pattern's first group has found in it. */
  String await(Pattern pattern) {
    synchronized (output) {
      try {
        while (true) {
          for (String line : output) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
              return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
            }
          }
          if (hasEnded) {
            return fail("the process ended:\n" + String.join("\n", output));
          }
          output.wait();
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Waits for the end of the process, and returns its exit code. */
  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** All output, once the process has ended. */
  String output() throws InterruptedException {
    synchronized (output) {
      while (!hasEnded) {
        output.wait();
      }
      return String.join("\n", output);
    }
  }

  /** Sends SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends SIGTERM. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader()) {
      String line = lines.readLine();
      while (line != null) {
        add(line);
        line = lines.readLine();
      }
    } catch (IOException e) {
      // The process was killed.
    } finally {
      end();
    }
  }

  private void add(String line) {
    synchronized (output) {
      output.add(line);
      output.notifyAll();
    }
  }

  private void end() {
    synchronized (output) {
      hasEnded = true;
      output.notifyAll();
    }
  }
}
