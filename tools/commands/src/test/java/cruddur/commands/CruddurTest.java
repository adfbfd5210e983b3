package cruddur.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.commands.fixture.CommandRun;
import cruddur.commands.terminal.StandardOutput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Rules for every command: help, errors of one line, exit codes, a closed pipe. */
class CruddurTest {

  @Test
  void helpNamesEveryCommandWithoutColor() {
    CommandRun run = CommandRun.of("--help");

    assertEquals(0, run.exitCode());
    assertEquals("", run.err());
    assertEquals(-1, run.out().indexOf('\u001b'));
    names().forEach(name -> assertTrue(run.out().contains("\n  " + name + " "), name));
  }

  @Test
  void helpDescribesEveryCommandInASentence() {
    writingTo(OutputStream.nullOutputStream(), new StringWriter())
        .getSubcommands()
        .forEach((name, command) -> {
          String summary = command.getCommandSpec().usageMessage().description()[0];
          assertTrue(summary.endsWith("."), name + ": " + summary);
        });
  }

  @Test
  void everyCommandHasHelp() {
    for (String name : names()) {
      CommandRun run = CommandRun.of(name, "--help");
      assertEquals(0, run.exitCode(), name);
      assertTrue(run.out().startsWith("Usage: bin/cruddur " + name), run.out());
      assertEquals("", run.err());
    }
  }

  @Test
  void theCompletionScriptIsForTheLastPartOfThePath() {
    CommandRun run = CommandRun.of("completion");

    assertEquals(0, run.exitCode());
    assertEquals("#!/usr/bin/env bash", run.lines().getFirst());
    assertTrue(
        run.lines()
            .contains("complete -F _complete_cruddur -o default cruddur cruddur.sh cruddur.bash"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\" | Missing required subcommand; see bin/cruddur --help",
        "lst | Unmatched argument at index 0: 'lst'; see bin/cruddur --help",
        "scan --prefixes | Unknown option: '--prefixes'; see bin/cruddur scan --help",
        "drop | Missing required parameter: 'TABLE'; see bin/cruddur drop --help",
        "get-conversation | Missing required parameter: 'GROUP'; see bin/cruddur get-conversation --help",
        "list-tables --region eu-west-1 | --region and --profile require --prod",
        "scan --profile p | --region and --profile require --prod",
        "scan --prod --endpoint http://localhost:1 | --endpoint and --prod exclude each other",
        "scan --endpoint localhost | --endpoint requires an address such as http://localhost:8000, not localhost",
      })
  void aUsageErrorIsOneLineAndExitCode2(String arguments, String line) {
    CommandRun run = CommandRun.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertEquals(new CommandRun(2, "", line + System.lineSeparator()), run);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema-load",
        "list-tables",
        "drop cruddur-messages --yes",
        "scan",
        "list-conversations",
        "get-conversation g",
        "mark-read --before 2026-03-01T12:00:00Z",
        "check --repair"
      })
  void aMissingServerIsOneLineAndExitCode1(String command) throws IOException {
    String endpoint;
    try (ServerSocket free = new ServerSocket(0)) {
      endpoint = "http://localhost:" + free.getLocalPort();
    }

    CommandRun run = CommandRun.of((command + " --endpoint " + endpoint).split(" "));

    assertEquals(
        new CommandRun(
            1,
            "",
            "DynamoDB at %s does not respond: start bin/up, name another --endpoint, or use --prod%n"
                .formatted(endpoint)),
        run);
  }

  @Test
  void aClosedPipeIsNotAFailure() {
    StringWriter err = new StringWriter();

    assertEquals(0, writingTo(new FailingOutput("Broken pipe"), err).execute("--help"));
    assertEquals(0, writingTo(new FailingOutput("Broken pipe"), err).execute("completion"));
    assertEquals("", err.toString());
  }

  @Test
  void aFullDiskIsOneLineAndExitCode1() {
    StringWriter err = new StringWriter();

    assertEquals(
        1, writingTo(new FailingOutput("No space left on device"), err).execute("completion"));
    assertEquals(
        "The output cannot be written: No space left on device" + System.lineSeparator(),
        err.toString());
  }

  private static Set<String> names() {
    return writingTo(OutputStream.nullOutputStream(), new StringWriter()).getSubcommands().keySet();
  }

  private static CommandLine writingTo(OutputStream out, StringWriter err) {
    return Cruddur.commandLine(
        new BufferedReader(new StringReader("")),
        new PrintWriter(new OutputStreamWriter(new StandardOutput(out), StandardCharsets.UTF_8)),
        new PrintWriter(err));
  }

  /** An output stream on which every write fails. */
  private static final class FailingOutput extends OutputStream {

    private final String reason;

    FailingOutput(String reason) {
      this.reason = reason;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(reason);
    }
  }
}
