package cruddur.commands.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import cruddur.commands.fixture.Awaited;
import cruddur.commands.fixture.CommandRun;
import cruddur.commands.fixture.SystemUnderTest;
import cruddur.commands.verification.FaultProxy.Reaction;
import cruddur.store.dynamodb.item.MessagesTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The options, output and exit codes of verify. */
class VerifyTest {

  @AutoClose private static SystemUnderTest system;

  @BeforeAll
  static void start() throws Exception {
    system = SystemUnderTest.start(SystemUnderTest.TEMPLATE);
  }

  @Test
  void aWorkingSystemPassesWithoutColors() {
    Set<Map<String, AttributeValue>> before = system.items();

    CommandRun run = verify("--local", "--port", port());

    assertEquals(0, run.exitCode());
    List<String> lines = run.lines();
    assertEquals("Verifying the local system, " + system.api(), lines.getFirst());
    assertEquals("26 ok, 0 failed, 0 not reached", lines.getLast());
    assertEquals(26, lines.stream().filter(line -> line.matches("ok +\\d+ ms  .+: .+")).count());
    assertEquals(-1, run.out().indexOf('\u001b'));
    assertEquals("", run.err());
    assertEquals(before, system.items());
  }

  @Test
  void jsonIsOneObjectOnStandardOutput() throws Exception {
    CommandRun run = verify("--local", "--port", port(), "--json");

    assertEquals(0, run.exitCode());
    JsonNode report = new JsonMapper().readTree(run.out());
    assertEquals(
        List.of("deployment", "address", "ok", "checks", "timings", "kept"),
        report.properties().stream().map(Map.Entry::getKey).toList());
    assertTrue(report.path("ok").booleanValue());
    assertEquals(26, report.path("checks").size());
    assertEquals("ok", report.path("checks").path(0).path("outcome").textValue());
    assertEquals(10, report.path("timings").size());
    assertEquals("[]", report.path("kept").toString());
  }

  @Test
  void aFailureIsPrintedWithItsLikelyCauseAndIsExitCode1() throws Exception {
    CommandRun run;
    try (FaultProxy api =
        FaultProxy.of(
            system.api(),
            request ->
                request.is("POST /api/message_groups") && request.token().isPresent()
                    ? Optional.of(new Reaction.Respond(500, "[\"internal_error\"]"))
                    : Optional.empty())) {
      run = verify("--local", "--port", Integer.toString(api.port()));
    }

    assertEquals(1, run.exitCode());
    List<String> lines = run.lines();
    int failed =
        lines.indexOf(
            lines.stream().filter(line -> line.startsWith("failed")).findFirst().orElseThrow());
    assertTrue(
        lines.get(failed).matches("failed +\\d+ ms  a conversation can be started"),
        lines.get(failed));
    assertEquals(
        """
                   observed  POST /api/message_groups returned 500 ["internal_error"] instead of 200
                   likely    the function met an unexpected error, such as a permission that its role lacks
                   look at   the output of bin/up for CreateMessageGroup
        not reached           both members see it in their lists at once
        """
            .strip(),
        String.join("\n", lines.subList(failed + 1, failed + 5)).strip());
    assertEquals("11 ok, 1 failed, 14 not reached", lines.getLast());
  }

  @Test
  void keptUsersAreNamedAndTheirDataStays() throws Exception {
    long before = itemsWithoutUsage();

    CommandRun run = verify("--local", "--port", port(), "--keep", "--json");

    assertEquals(0, run.exitCode());
    JsonNode kept = new JsonMapper().readTree(run.out()).path("kept");
    assertEquals(3, kept.size());
    assertTrue(kept.path(0).textValue().matches("verify_[0-9a-f]{12}_a"), kept::toString);
    // Two profile rows and the reservation of the email address for each of three users; a pair,
    // two group rows, a read state, and 15 messages. The rewriter deletes the group rows that it
    // has replaced after the lists show the new ones.
    long expected = before + 9 + 1 + 2 + 1 + 15;
    Awaited.until(() -> itemsWithoutUsage() == expected);
  }

  /** The number of items except usage windows, which are written at random. */
  private static long itemsWithoutUsage() {
    return system.items().stream()
        .filter(item -> !item.get(MessagesTable.PK).s().startsWith("LIM#"))
        .count();
  }

  @Test
  void nothingAtThePortIsExitCode1() {
    assertEquals(
        new CommandRun(
            1,
            "",
            "No local system responds at port 1. Start bin/up, or give its port with --port.\n"),
        verify("--local", "--port", "1"));
  }

  @Test
  void anotherServerAtThePortIsExitCode1() throws Exception {
    try (FaultProxy other =
        FaultProxy.of(
            system.api(),
            _ -> Optional.of(new Reaction.Respond(404, "{\"message\":\"Not Found\"}")))) {
      assertEquals(
          new CommandRun(
              1,
              "",
              "The server at port %d is not bin/up. Start bin/up, or give its port with --port.\n"
                  .formatted(other.port())),
          verify("--local", "--port", Integer.toString(other.port())));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                     | Name a stack, or give --local instead
          cruddur --local            | Name a stack, or give --local instead
          cruddur --port 4567        | --port requires --local
          --local --region us-east-1 | --region and --profile require a stack
          --local --profile admin    | --region and --profile require a stack
          --local --wait -1          | --wait must be 0 or more seconds, not -1
          """)
  void aUsageErrorIsExitCode2(String arguments, String message) {
    assertEquals(
        new CommandRun(2, "", message + "\n"),
        verify(arguments == null ? new String[0] : arguments.split(" ")));
  }

  private static CommandRun verify(String... arguments) {
    return CommandRun.of(
        Stream.concat(Stream.of("verify"), Stream.of(arguments)).toArray(String[]::new));
  }

  private static String port() {
    return Integer.toString(system.api().getPort());
  }
}
