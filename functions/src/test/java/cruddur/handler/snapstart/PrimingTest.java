package cruddur.handler.snapstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.net.httpserver.HttpServer;
import cruddur.store.dynamodb.DynamoDbLocal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which classes priming loads before the snapshot, so that no first request has to. */
class PrimingTest {

  /** The list of classes that priming loads; {@code -Dpriming.record=true} records it again. */
  private static final Path LIST = Path.of("src/main/resources", PrimedClasses.LIST);

  private static final String RECORD =
      "to record the list again: ./mvnw -pl functions test -Dtest=PrimingTest -Dpriming.record=true";

  /** Only deployed classes: those of this project, the SDK and their dependencies. */
  private static final Pattern LOADED =
      Pattern.compile(
          "\\[class,load] ((?:cruddur|software\\.amazon|com\\.fasterxml\\.jackson|org\\.slf4j|org\\.reactivestreams"
              + "|com\\.amazonaws\\.services\\.lambda\\.runtime\\.events)\\.\\S+) source: (?:file|jar):(\\S+)");

  /**
   * Logged when DynamoDB Local has not responded in time because this machine is busy: to a count,
   * which is given a quarter of a second, or to another request. The SDK then loads more classes.
   */
  private static final Pattern TIMED_OUT =
      Pattern.compile(
          "usage could not be reported|\"dynamoDbRetries\":[1-9]|RowsUnavailableException");

  private static final int MAX_RUNS = 20;

  @RegisterExtension final DynamoDbLocal dynamoDb = new DynamoDbLocal();

  @TempDir Path directory;

  private HttpServer appSync;

  @BeforeEach
  void startAppSync() throws IOException {
    appSync = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] response = "{\"failed\":[],\"successful\":[{},{}]}".getBytes(StandardCharsets.UTF_8);
    appSync.createContext(
        "/event",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, response.length);
          exchange.getResponseBody().write(response);
          exchange.close();
        });
    appSync.start();
  }

  @AfterEach
  void stopAppSync() {
    appSync.stop(0);
  }

  @Test
  void afterPrimingTheFirstRequestsLoadNoClass() throws Exception {
    List<String> loaded = run(PrimingProbe.PRIMED).afterFirstEvent();

    assertEquals(List.of(), loaded);
  }

  @Test
  void withoutPrimingTheFirstRequestsLoadHundredsOfClasses() throws Exception {
    assertTrue(run().afterFirstEvent().size() > 300);
  }

  @Test
  void theListMatchesTheClassesThatRequestsLoad() throws Exception {
    Set<String> loaded = new TreeSet<>(run().all());
    if (Boolean.getBoolean("priming.record")) {
      Files.write(LIST, loaded);
    }
    Set<String> listed = new TreeSet<>(Files.readAllLines(LIST));

    assertEquals(Set.of(), without(listed, loaded), "loaded but not listed; " + RECORD);
    assertEquals(Set.of(), without(loaded, listed), "listed but not loaded; " + RECORD);
  }

  private static Set<String> without(Set<String> some, Set<String> all) {
    Set<String> difference = new TreeSet<>(all);
    difference.removeAll(some);
    return difference;
  }

  private record Loaded(List<String> all, List<String> afterFirstEvent) {}

  /** Repeats a run in which a request has timed out, with an empty table. */
  private Loaded run(String... arguments) throws IOException, InterruptedException {
    Path log = directory.resolve("classes.log");
    Path output = directory.resolve("output.log");
    for (int run = 0; run < MAX_RUNS; run++) {
      int status = runOnce(log, output, arguments);
      if (!TIMED_OUT.matcher(Files.readString(output)).find()) {
        assertEquals(0, status, () -> read(output));
        return loaded(Files.readAllLines(log));
      }
      dynamoDb.useNewTable();
    }
    return fail("A request has timed out in each run:\n" + Files.readString(output));
  }

  /** Returns the exit code. */
  private int runOnce(Path log, Path output, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xlog:class+load:file=" + log + "::filecount=0");
    command.add("-Xshare:off");
    command.add("-Duser.home=" + directory);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(PrimingProbe.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.redirectOutput(output.toFile());
    // As in Lambda, where neither the user's settings nor their files exist.
    process.environment().clear();
    process.environment().putAll(environment());
    return process.start().waitFor();
  }

  private Map<String, String> environment() {
    return Map.of(
        "LIVE_EVENTS", "texts",
        "LIVE_PUBLISH_URL", "http://localhost:" + appSync.getAddress().getPort() + "/event",
        "REQUIRED_SCOPE", "aws.cognito.signin.user.admin",
        "MESSAGES_TABLE", dynamoDb.tableName(),
        "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString(),
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "local",
        "AWS_SECRET_ACCESS_KEY", "local");
  }

  private static Loaded loaded(List<String> log) {
    List<String> all = new ArrayList<>();
    List<String> afterFirstEvent = new ArrayList<>();
    boolean isAfter = false;
    for (String line : log) {
      isAfter |= line.contains(PrimingProbe.FirstEvent.class.getName());
      Matcher matcher = LOADED.matcher(line);
      if (matcher.find() && !matcher.group(2).contains("test-classes")) {
        all.add(matcher.group(1));
        if (isAfter) {
          afterFirstEvent.add(matcher.group(1));
        }
      }
    }
    return new Loaded(all, afterFirstEvent);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
