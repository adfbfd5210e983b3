package cruddur.local.invoke;

import cruddur.local.lambda.FunctionError;
import cruddur.toolkit.StartupException;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.template.FunctionDefinition;
import cruddur.toolkit.template.Template;
import cruddur.toolkit.template.TemplateException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs a built function once. Its response goes to stdout, its log to stderr; exit code 1 when the
 * function fails, with the error's type and message in place of the response, and 2 when it cannot
 * be run.
 */
@Command(
    name = "bin/invoke",
    description =
        "Runs a built function once, in AWS's Java runtime, against the DynamoDB that bin/up has started.",
    sortOptions = false)
public final class Invoke implements Callable<Integer> {

  private static final String HELP =
      "start the system with bin/up, or name its DynamoDB with --dynamodb URL";

  @Parameters(index = "0", paramLabel = "FUNCTION", description = "As template.yaml names it.")
  private String function;

  @Parameters(index = "1", paramLabel = "EVENT.json", description = "See events/README.md.")
  private Path event;

  @Option(
      names = "--dynamodb",
      paramLabel = "URL",
      description = "The DynamoDB to use; ${DEFAULT-VALUE} unless told.")
  private URI dynamoDb = URI.create("http://localhost:8000");

  @Option(
      names = "--emulator",
      paramLabel = "FILE",
      description =
          "AWS's runtime interface emulator; that of aws-sam-cli in .venv unless told, else a Runtime API of this"
              + " project.")
  private Path emulator;

  @Option(
      names = "--build-dir",
      paramLabel = "DIR",
      description =
          "What sam build has made; .aws-sam/build unless told. Maven's build where it is older.")
  private Path buildDirectory;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  @SuppressWarnings("unused") // picocli reads it.
  private boolean help;

  private final Path home;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * A run.
   *
   * @param home the folder of the project
   */
  Invoke(Path home, PrintStream out, PrintStream err) {
    this.home = home;
    this.out = out;
    this.err = err;
  }

  /** Runs it; the launcher names the folder of the project. */
  public static void main(String[] arguments) {
    Path home = Path.of(System.getProperty("cruddur.home", ""));
    System.exit(new CommandLine(new Invoke(home, System.out, System.err)).execute(arguments));
  }

  @Override
  public Integer call() {
    try {
      FunctionDefinition definition = definition();
      byte[] content = content();
      checkDynamoDb();
      return invoke(definition, content);
    } catch (StartupException | TemplateException | IOException e) {
      err.println(e.getMessage());
      return 2;
    }
  }

  private int invoke(FunctionDefinition definition, byte[] content) throws IOException {
    Path samBuild = buildDirectory == null ? home.resolve(".aws-sam/build") : buildDirectory;
    FunctionOnDisk built =
        new FunctionOnDisk(
            definition,
            new BuiltFunctions(home, samBuild).folderOf(function),
            home.resolve("tools/local/target/runtime"));
    try (RunningFunction running = start(built)) {
      out.println(Json.pretty(running.invoke(content)));
      return 0;
    } catch (FunctionError e) {
      var report = Json.object();
      report.put("errorType", e.errorType()).put("errorMessage", e.getMessage());
      out.println(Json.pretty(Json.bytes(report)));
      return 1;
    }
  }

  private RunningFunction start(FunctionOnDisk built) throws IOException {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      throw new StartupException(
          "AWS's Java runtime runs on Linux alone: use sam local invoke, which needs Docker");
    }
    Optional<Path> found = emulator == null ? Emulators.find(home) : Optional.of(emulator);
    if (found.isEmpty()) {
      return FunctionBehindRuntimeApi.start(built, err);
    }
    if (!Files.isExecutable(found.get())) {
      throw new StartupException(
          "There is no emulator "
              + found.get()
              + ": name that of aws-sam-cli, or leave --emulator out");
    }
    return FunctionBehindEmulator.start(built, found.get(), err);
  }

  private FunctionDefinition definition() throws IOException {
    Template template =
        Template.read(
            home.resolve("template.yaml"), Map.of("DynamoDbEndpoint", dynamoDb.toString()));
    return template.functions().stream()
        .filter(definition -> definition.logicalId().equals(function))
        .findFirst()
        .orElseThrow(() ->
            new StartupException(
                "There is no function "
                    + function
                    + ": name one of "
                    + template.functions().stream()
                        .map(FunctionDefinition::logicalId)
                        .collect(Collectors.joining(", "))));
  }

  private byte[] content() throws IOException {
    if (!Files.isReadable(event)) {
      throw new StartupException(
          "The event "
              + event
              + " cannot be read: name a file, events/"
              + function
              + "/*.json are samples");
    }
    byte[] content = Files.readAllBytes(event);
    if (Json.parseObject(content).isEmpty()) {
      throw new StartupException(
          "The event " + event + " is no JSON object: give one as AWS sends it");
    }
    return content;
  }

  private void checkDynamoDb() throws IOException {
    if (dynamoDb.getHost() == null) {
      throw new StartupException(
          "--dynamodb takes an address such as http://localhost:8000, and not " + dynamoDb);
    }
    int port = dynamoDb.getPort() < 0 ? dynamoDb.toURL().getDefaultPort() : dynamoDb.getPort();
    try (Socket socket = new Socket(dynamoDb.getHost(), port)) {
      socket.shutdownOutput();
    } catch (ConnectException e) {
      throw new StartupException("Nothing answers at " + dynamoDb + ": " + HELP, e);
    } catch (UnknownHostException e) {
      throw new StartupException("There is no host " + dynamoDb.getHost() + ": " + HELP, e);
    }
  }
}
