package cruddur.local.invoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/invoke}, from its arguments to what it prints. */
@EnabledOnOs(OS.LINUX)
class InvokeTest {

  private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();

  /** The project as Maven has built it, without a build of SAM. */
  @TempDir private static Path built;

  private static SampleTable table;

  /** The exit code and the output of a run. */
  private record Run(int exitCode, String out, String err) {}

  @BeforeAll
  static void start() throws IOException {
    for (String part : List.of("functions", "tools")) {
      Files.createSymbolicLink(built.resolve(part), HOME.resolve(part));
    }
    // A busy machine needs longer than functions have in Lambda.
    Files.writeString(
        built.resolve("template.yaml"),
        Files.readString(HOME.resolve("template.yaml"))
            .replaceAll("(?m)^( +Timeout: )\\d+$", "$1" + "300"));
    table = SampleTable.start();
  }

  @AfterAll
  static void stop() {
    table.close();
  }

  @Test
  void theResponseGoesToStdoutAndTheLogToStderr() {
    // No rate limit applies to this route: a slow machine cannot add a warning to the log.
    Run run = run(built, "ListMessages", event("ListMessages/stranger"), dynamoDbOption());
    assertEquals(0, run.exitCode());
    assertEquals(
        """
        {
          "statusCode" : 404,
          "headers" : {
            "content-type" : "application/json"
          },
          "body" : "[\\"message_group_not_found\\"]",
          "isBase64Encoded" : false
        }
        """,
        run.out());
    List<String> log = run.err().lines().toList();
    assertEquals(4, log.size(), run.err());
    String requestId = log.get(0).replaceAll("START RequestId: ([0-9a-f-]{36}) Version: .*", "$1");
    assertEquals("START RequestId: " + requestId + " Version: $LATEST", log.get(0));
    assertEquals("END RequestId: " + requestId, log.get(2));
    assertTrue(
        log.get(3)
            .matches(
                "REPORT RequestId: "
                    + requestId
                    + "\tDuration: \\d+\\.\\d\\d ms\tMemory Size: \\d+ MB"),
        log.get(3));
    String line = log.get(1);
    assertTrue(line.startsWith("{\"level\":\"INFO\",\"requestId\":\"" + requestId + "\""), line);
    assertTrue(line.contains("\"codes\":[\"message_group_not_found\"],\"status\":404,"), line);
    assertTrue(line.endsWith(",\"first\":true}"), line);
  }

  @Test
  void aFunctionErrorIsPrintedInPlaceOfTheResponse() {
    Run run =
        run(
            built,
            "RegisterUser",
            event("RegisterUser/pre-sign-up-taken-handle"),
            dynamoDbOption());
    assertEquals(1, run.exitCode());
    assertEquals(
        """
        {
          "errorType" : "cruddur.handler.SignUpRefusedException",
          "errorMessage" : "This handle is taken. Please choose another."
        }
        """,
        run.out());
    assertEquals(
        "This handle is taken. Please choose another.: cruddur.handler.SignUpRefusedException",
        run.err().lines().skip(2).findFirst().orElse(""));
  }

  @Test
  void theRuntimeHasATemporaryFolderOfItsOwn(@TempDir Path shared) throws IOException {
    // The runtime of another user has unpacked its library here, and nobody else can replace it.
    Path library = Files.createDirectory(shared.resolve(".libaws-lambda-jni.so"));
    String temporary = System.setProperty("java.io.tmpdir", shared.toString());
    try {
      Run run =
          run(built, "ShowUserShort", event("ShowUserShort/unknown-handle"), dynamoDbOption());
      assertEquals(0, run.exitCode(), run.err());
    } finally {
      System.setProperty("java.io.tmpdir", temporary);
    }
    try (Stream<Path> left = Files.list(shared)) {
      assertEquals(List.of(library), left.toList());
    }
  }

  @Test
  void aUsageErrorIsOneLine() {
    assertEquals(
        refused("Missing required parameter: 'EVENT.json'. See bin/invoke --help."),
        run(built, "ShowUserShort"));
    assertEquals(
        refused("Unknown option: '--unknown'. See bin/invoke --help."),
        run(built, "ShowUserShort", event("ShowUserShort/user"), "--unknown"));
  }

  @Test
  void anUnknownFunctionIsRefusedWithTheExistingOnes() {
    assertEquals(
        refused(
            "Function Nobody does not exist. Choose one of ListMessages, ListMessageGroups, CreateMessage,"
                + " CreateMessageGroup, RewriteMessageGroups, MarkMessageGroupRead, HideMessageGroup,"
                + " ClearMessageGroup, ShowUserShort, ShowMe, RegisterUser, AuthorizeSubscription,"
                + " NotifyMembers."),
        run(built, "Nobody", event("ShowUserShort/user"), dynamoDbOption()));
  }

  @Test
  void anEventThatIsMissingOrNotJsonIsRefused(@TempDir Path directory) throws IOException {
    assertEquals(
        refused(
            "The event nowhere.json could not be read. Sample events are events/ShowUserShort/*.json."),
        run(built, "ShowUserShort", "nowhere.json", dynamoDbOption()));

    Path noJson = Files.writeString(directory.resolve("event.json"), "hello");
    assertEquals(
        refused("The event " + noJson + " is not a JSON object. Sample events are in events/."),
        run(built, "ShowUserShort", noJson.toString(), dynamoDbOption()));
  }

  @Test
  void aMissingDynamoDbIsRefused() {
    assertEquals(
        refused(
            "Nothing responds at http://localhost:1. Start the system with bin/up, or choose another URL with"
                + " --dynamodb."),
        run(built, "ShowUserShort", event("ShowUserShort/user"), "--dynamodb=http://localhost:1"));
    assertEquals(
        refused("--dynamodb must be a URL such as http://localhost:8000, not localhost."),
        run(built, "ShowUserShort", event("ShowUserShort/user"), "--dynamodb=localhost"));
  }

  @Test
  void aProjectThatIsNotBuiltIsRefused(@TempDir Path project) throws IOException {
    Files.copy(HOME.resolve("template.yaml"), project.resolve("template.yaml"));
    assertEquals(
        refused(
            "The function is not built: neither %1$s/.aws-sam/build/ShowUserShort nor %1$s/functions/target/function exists. Run sam build, or bin/up once."
                .formatted(project)),
        run(project, "ShowUserShort", event("ShowUserShort/user"), dynamoDbOption()));
  }

  private static Run refused(String message) {
    return new Run(2, "", message + "\n");
  }

  private static String event(String name) {
    return HOME.resolve("events").resolve(name + ".json").toString();
  }

  private static String dynamoDbOption() {
    return "--dynamodb=" + table.address();
  }

  private static Run run(Path home, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = Invoke.commandLine(home, print(out), print(err)).execute(arguments);
    return new Run(exitCode, text(out), text(err));
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
