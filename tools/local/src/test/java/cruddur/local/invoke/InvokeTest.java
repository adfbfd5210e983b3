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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code bin/invoke}, from its arguments to what it prints. */
@EnabledOnOs(OS.LINUX)
class InvokeTest {

  private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();

  /**
   * The project as Maven has built it, without what other tools may have left in it: a build of
   * SAM's, or an emulator in a virtual environment.
   */
  @TempDir private static Path built;

  private static SampleTable table;

  /** What a run left: its exit code, and what it printed. */
  private record Run(int exitCode, String out, String err) {}

  @BeforeAll
  static void start() throws IOException {
    for (String part : List.of("template.yaml", "functions", "tools")) {
      Files.createSymbolicLink(built.resolve(part), HOME.resolve(part));
    }
    table = SampleTable.start();
  }

  @AfterAll
  static void stop() {
    table.close();
  }

  @Test
  void theResponseIsPrintedAndApartFromItTheLog() {
    Run run = run(built, "ShowUserShort", event("ShowUserShort/unknown-handle"), here());
    assertEquals(0, run.exitCode());
    assertEquals(
        """
        {
          "statusCode" : 404,
          "headers" : {
            "content-type" : "application/json"
          },
          "body" : "[\\"user_not_found\\"]",
          "isBase64Encoded" : false
        }
        """,
        run.out());
    String line = run.err().strip();
    assertTrue(line.startsWith("{\"level\":\"INFO\",\"requestId\":"), line);
    assertTrue(line.contains("\"codes\":[\"user_not_found\"],\"status\":404,"), line);
    assertTrue(line.endsWith(",\"first\":true}"), line);
  }

  @Test
  void theErrorOfAFunctionIsPrintedInPlaceOfItsResponse() {
    Run run = run(built, "RegisterUser", event("RegisterUser/pre-sign-up-taken-handle"), here());
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
        run.err().lines().skip(1).findFirst().orElse(""));
  }

  @Test
  void anUnknownFunctionIsRefusedWithThoseThatThereAre() {
    assertEquals(
        refused(
            "There is no function Nobody: name one of ListMessages, ListMessageGroups, CreateMessage, CreateMessageGroup,"
                + " RewriteMessageGroups, ShowUserShort, RegisterUser"),
        run(built, "Nobody", event("ShowUserShort/user"), here()));
  }

  @Test
  void anEventThatIsNotThereOrNoJsonIsRefused(@TempDir Path directory) throws IOException {
    assertEquals(
        refused(
            "The event nowhere.json cannot be read: name a file, events/ShowUserShort/*.json are samples"),
        run(built, "ShowUserShort", "nowhere.json", here()));

    Path noJson = Files.writeString(directory.resolve("event.json"), "hello");
    assertEquals(
        refused("The event " + noJson + " is no JSON object: give one as AWS sends it"),
        run(built, "ShowUserShort", noJson.toString(), here()));
  }

  @Test
  void aDynamoDbThatIsNotThereIsRefused() {
    assertEquals(
        refused(
            "Nothing answers at http://localhost:1: start the system with bin/up, or name its DynamoDB with --dynamodb"
                + " URL"),
        run(built, "ShowUserShort", event("ShowUserShort/user"), "--dynamodb=http://localhost:1"));
    assertEquals(
        refused("--dynamodb takes an address such as http://localhost:8000, and not localhost"),
        run(built, "ShowUserShort", event("ShowUserShort/user"), "--dynamodb=localhost"));
  }

  @Test
  void anEmulatorThatIsNotThereIsRefused() {
    assertEquals(
        refused("There is no emulator nowhere: name that of aws-sam-cli, or leave --emulator out"),
        run(built, "ShowUserShort", event("ShowUserShort/user"), here(), "--emulator=nowhere"));
  }

  @Test
  void aProjectThatIsNotBuiltIsRefused(@TempDir Path project) throws IOException {
    Files.copy(HOME.resolve("template.yaml"), project.resolve("template.yaml"));
    assertEquals(
        refused(
            "Nothing is built, neither %1$s/.aws-sam/build/ShowUserShort nor %1$s/functions/target/function: run sam build,"
                    .formatted(project)
                + " or bin/up once"),
        run(project, "ShowUserShort", event("ShowUserShort/user"), here()));
  }

  private static Run refused(String message) {
    return new Run(2, "", message + "\n");
  }

  private static String event(String name) {
    return HOME.resolve("events").resolve(name + ".json").toString();
  }

  private static String here() {
    return "--dynamodb=" + table.address();
  }

  private static Run run(Path home, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = new CommandLine(new Invoke(home, print(out), print(err))).execute(arguments);
    return new Run(exitCode, text(out), text(err));
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
