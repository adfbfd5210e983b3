package cruddur.local.invoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cruddur.local.lambda.FunctionError;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.template.FunctionDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sample event, in the built function in AWS's Java runtime, primed like a published version.
 * The expected response and changes of the table are in the file of the same name under {@code
 * expected} in the test resources.
 */
@EnabledOnOs(OS.LINUX)
class EventsTest {

  private static final Path EVENTS = Path.of("..", "..", "events");
  private static final Path EXPECTED =
      Path.of("src", "test", "resources", "cruddur", "local", "invoke", "expected");
  private static final List<String> SECRETS =
      List.of(
          "lemon", "aboard", "Train at", "Let me in", "Who wrote", "@example.com", "ACCESS_TOKEN");

  private static final Map<String, RunningFunction> RUNNING = new HashMap<>();
  private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();
  private static SampleTable table;

  @BeforeAll
  static void start() throws IOException {
    table = SampleTable.start();
  }

  @AfterAll
  static void stop() {
    RUNNING.values().forEach(RunningFunction::close);
    table.close();
  }

  @ParameterizedTest
  @MethodSource("events")
  void responseAndChangesAreAsExpected(String event) throws IOException {
    byte[] content = Files.readAllBytes(EVENTS.resolve(event + ".json"));
    TableDifference difference = table.differenceFromNow();
    String response = invoke(Path.of(event).getParent().toString(), content);

    Placeholders placeholders =
        new Placeholders(difference.before() + new String(content, StandardCharsets.UTF_8));
    StringBuilder actual = new StringBuilder(placeholders.replaceIn(response)).append('\n');
    difference.undo().forEach(line -> actual.append(placeholders.replaceIn(line)).append('\n'));
    assertEquals(Files.readString(EXPECTED.resolve(event + ".txt")), actual.toString());

    String log = LOG.toString(StandardCharsets.UTF_8);
    assertFalse(log.contains("not all was primed"), log);
    SECRETS.forEach(secret -> assertFalse(log.contains(secret), log));
  }

  @Test
  void everyFunctionHasEventsAndEveryExpectationHasOne() {
    assertEquals(
        table.template().functions().stream().map(FunctionDefinition::logicalId).sorted().toList(),
        events().stream().map(event -> Path.of(event).getParent().toString()).distinct().toList());
    assertEquals(events(), namesOf(EXPECTED, ".txt"));
  }

  /** {@code CreateMessage/stranger}, for example. */
  static List<String> events() {
    return namesOf(EVENTS, ".json");
  }

  private static List<String> namesOf(Path folder, String extension) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> folder.relativize(file).toString())
          .filter(name -> name.contains("/") && name.endsWith(extension))
          .map(name -> name.substring(0, name.length() - extension.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String invoke(String function, byte[] event) {
    try {
      return Json.pretty(
          RUNNING.computeIfAbsent(function, EventsTest::startFunction).invoke(event));
    } catch (FunctionError e) {
      return e.errorType() + ": " + e.getMessage();
    }
  }

  private static RunningFunction startFunction(String name) {
    try {
      return RunningFunction.startPrimed(
          table.function(name), new PrintStream(LOG, true, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
