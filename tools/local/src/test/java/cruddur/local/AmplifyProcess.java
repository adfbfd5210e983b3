package cruddur.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import cruddur.toolkit.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A Node process with AWS's own client, which has one connection. */
final class AmplifyProcess implements AutoCloseable {

  private final Process process;
  private final PrintStream commands;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private AmplifyProcess(Process process) {
    this.process = process;
    this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread.ofVirtual().start(this::readLines);
  }

  static AmplifyProcess start(AmplifyInstallation installation, int port) throws IOException {
    Path script = installation.folder().resolve("client.mjs");
    ProcessBuilder builder =
        new ProcessBuilder(
            "node",
            script.toString(),
            Integer.toString(port),
            installation.keystore().toString(),
            AmplifyInstallation.PASSWORD);
    // The certificate is the test's own.
    builder.environment().put("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    builder.environment().put("NODE_NO_WARNINGS", "1");
    return new AmplifyProcess(builder.redirectErrorStream(true).start());
  }

  /** Runs a command, which must succeed. */
  AmplifyProcess run(String command, String... fields) {
    JsonNode result = result(command, fields);
    assertEquals(command, result.path("done").asText(), result.toString());
    return this;
  }

  /** Runs a command, which must fail. Returns its error. */
  String fails(String command, String... fields) {
    JsonNode result = result(command, fields);
    assertEquals(command, result.path("failed").asText(), result.toString());
    return result.path("error").asText();
  }

  /** Waits for a line. */
  JsonNode await(Predicate<JsonNode> isExpected) {
    StringBuilder seen = new StringBuilder();
    try {
      while (true) {
        // Only a failing test waits this long. Amplify itself waits for five seconds now and then.
        String line = lines.poll(60, TimeUnit.SECONDS);
        if (line == null) {
          fail("not among these lines:" + seen);
        }
        seen.append('\n').append(line);
        if (!line.startsWith("{")) {
          continue;
        }
        JsonNode json = Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        if (isExpected.test(json)) {
          return json;
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for an event. */
  JsonNode event() {
    return await(line -> line.has("event")).path("event");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private JsonNode result(String command, String... fields) {
    ObjectNode line = Json.object().put("do", command);
    for (int i = 0; i < fields.length; i += 2) {
      line.put(fields[i], fields[i + 1]);
    }
    commands.println(line);
    return await(response ->
        response.path("done").asText().equals(command)
            || response.path("failed").asText().equals(command));
  }

  private void readLines() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      output.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      // The process has ended.
      lines.add(e.toString());
    }
  }
}
