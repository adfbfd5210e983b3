package cruddur.commands.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import cruddur.commands.fixture.SystemUnderTest;
import cruddur.commands.verification.FaultProxy.Altered;
import cruddur.store.dynamodb.MessagesTable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The command line: options, exit codes, what is printed. */
class VerifyTest {

  @AutoClose private static SystemUnderTest system;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void start() throws Exception {
    system = SystemUnderTest.start(SystemUnderTest.TEMPLATE);
  }

  @Test
  void aSystemThatWorksIsSuccessInLinesWithoutColour() {
    Set<Map<String, AttributeValue>> before = system.items();

    assertEquals(0, run("--local", "--port", port()));

    List<String> lines = text(out).lines().toList();
    assertEquals("Verifying the system on this machine, " + system.api(), lines.getFirst());
    assertEquals("18 ok, 0 failed, 0 not reached", lines.getLast());
    assertEquals(18, lines.stream().filter(line -> line.matches("ok +\\d+ ms  .+: .+")).count());
    assertEquals(-1, text(out).indexOf('\u001b'));
    assertEquals("", text(err));
    assertEquals(before, system.items());
  }

  @Test
  void withJsonItPrintsOneObjectAndNothingElse() throws Exception {
    assertEquals(0, run("--local", "--port", port(), "--json"));

    JsonNode report = new JsonMapper().readTree(text(out));
    assertEquals(
        List.of("deployment", "address", "ok", "checks", "timings", "kept"),
        report.properties().stream().map(Map.Entry::getKey).toList());
    assertTrue(report.path("ok").booleanValue());
    assertEquals(18, report.path("checks").size());
    assertEquals("ok", report.path("checks").path(0).path("outcome").textValue());
    assertEquals(5, report.path("timings").size());
    assertEquals("[]", report.path("kept").toString());
  }

  @Test
  void aFailureIsPrintedWithItsCauseAndIsExitCode1() throws Exception {
    try (FaultProxy api =
        FaultProxy.of(
            system.api(),
            request ->
                request.is("POST /api/message_groups") && request.token().isPresent()
                    ? Optional.of(new Altered.Answered(500, "[\"internal_error\"]"))
                    : Optional.empty())) {
      assertEquals(1, run("--local", "--port", Integer.toString(api.port())));
    }

    List<String> lines = text(out).lines().toList();
    int failed =
        lines.indexOf(
            lines.stream().filter(line -> line.startsWith("failed")).findFirst().orElseThrow());
    assertTrue(
        lines.get(failed).matches("failed +\\d+ ms  a conversation can be started"),
        lines.get(failed));
    assertEquals(
        """
                   seen      POST /api/message_groups answered 500 ["internal_error"] in place of 200
                   likely    the function met an error it did not expect, such as a permission that its role lacks
                   look at   what bin/up printed of CreateMessageGroup
        not reached           both have it in their lists at once
        """
            .strip(),
        String.join("\n", lines.subList(failed + 1, failed + 5)).strip());
    assertEquals("9 ok, 1 failed, 8 not reached", lines.getLast());
  }

  @Test
  void whatIsToBeKeptStaysAndIsNamed() throws Exception {
    long before = itemsThatCountNothing();

    assertEquals(0, run("--local", "--port", port(), "--keep", "--json"));

    JsonNode kept = new JsonMapper().readTree(text(out)).path("kept");
    assertEquals(3, kept.size());
    assertTrue(kept.path(0).textValue().matches("verify_[0-9a-f]{12}_a"), kept::toString);
    // For each of three users two profiles; for the conversation a pair, two group rows, and its
    // messages.
    assertEquals(before + 6 + 1 + 2 + 13, itemsThatCountNothing());
  }

  /** How many items there are, but for those of the limits, which chance has written or not. */
  private static long itemsThatCountNothing() {
    return system.items().stream()
        .filter(item -> !item.get(MessagesTable.PK).s().startsWith("LIM#"))
        .count();
  }

  @Test
  void nothingAtThePortIsExitCode2() {
    assertEquals(2, run("--local", "--port", "1"));
    assertEquals(
        "Nothing of ours answers at port 1: start bin/up, or name its port with --port N\n",
        text(err));
    assertEquals("", text(out));
  }

  @Test
  void somethingElseAtThePortIsExitCode2() throws Exception {
    try (FaultProxy other =
        FaultProxy.of(
            system.api(),
            _ -> Optional.of(new Altered.Answered(404, "{\"message\":\"Not Found\"}")))) {
      assertEquals(2, run("--local", "--port", Integer.toString(other.port())));
      assertEquals(
          "What answers at port %d is not bin/up: start bin/up, or name its port with --port N\n"
              .formatted(other.port()),
          text(err));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                     | Name a stack, or give --local in place of one
          cruddur --local            | Name a stack, or give --local in place of one
          cruddur --port 4567        | --port goes with --local
          --local --region us-east-1 | --region and --profile go with a stack
          --local --profile admin    | --region and --profile go with a stack
          --local --wait -1          | --wait takes seconds, 0 or more
          """)
  void argumentsThatMakeNoSenseAreExitCode2(String arguments, String message) {
    assertEquals(2, run(arguments == null ? new String[0] : arguments.split(" ")));
    assertEquals(message, text(err).lines().findFirst().orElseThrow());
    assertEquals("", text(out));
  }

  private int run(String... arguments) {
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new CommandLine(new Verify(new PrintStream(out, true, StandardCharsets.UTF_8), errors))
        .setErr(new PrintWriter(errors, true, StandardCharsets.UTF_8))
        .execute(arguments);
  }

  private static String port() {
    return Integer.toString(system.api().getPort());
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
