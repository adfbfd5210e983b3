package cruddur.local.invoke;

import cruddur.local.lambda.FunctionError;
import cruddur.local.terminal.OneLineErrors;
import cruddur.toolkit.StartupException;
import cruddur.toolkit.json.Json;
import cruddur.toolkit.template.FunctionDefinition;
import cruddur.toolkit.template.Template;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The command {@code bin/invoke}: invokes a built function once. The response goes to stdout, the
 * log to stderr. Exit code 1 on a function error, whose type and message are printed in place of
 * the response, and 2 if the function cannot be invoked.
 */
@Command(
    name = "bin/invoke",
    description =
        "Invoke a built function once, in AWS's Java runtime, with the DynamoDB that bin/up has started.",
    sortOptions = false)
public final class Invoke implements Callable<Integer> {

  private static final int NOT_INVOKED = 2;

  private static final String DYNAMODB_HINT =
      " Start the system with bin/up, or choose another URL with --dynamodb.";

  @Parameters(index = "0", paramLabel = "FUNCTION", description = "Logical id in template.yaml.")
  private String function;

  @Parameters(index = "1", paramLabel = "EVENT.json", description = "Event; see events/README.md.")
  private Path event;

  @Option(
      names = "--dynamodb",
      paramLabel = "URL",
      description = "DynamoDB to use (default: ${DEFAULT-VALUE}).")
  private URI dynamoDb = URI.create("http://localhost:8000");

  @Option(
      names = "--build-dir",
      paramLabel = "DIR",
      description =
          "Output folder of sam build (default: .aws-sam/build). If it is missing or older than a source file, Maven's"
              + " output in functions/target is used.")
  private Path buildDirectory;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli reads it.
  private boolean help;

  private final Path home;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * Creates the command.
   *
   * @param home the project's folder
   */
  Invoke(Path home, PrintStream out, PrintStream err) {
    this.home = home;
    this.out = out;
    this.err = err;
  }

  /** Runs the command. The launcher passes the project's folder. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.US);
    Path home = Path.of(System.getProperty("cruddur.home", ""));
    System.exit(commandLine(home, System.out, System.err).execute(arguments));
  }

  static CommandLine commandLine(Path home, PrintStream out, PrintStream err) {
    OneLineErrors errors = new OneLineErrors(NOT_INVOKED);
    return new CommandLine(new Invoke(home, out, err))
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }

  @Override
  public Integer call() throws IOException {
    FunctionDefinition definition = definition();
    byte[] content = content();
    checkDynamoDb();
    return invoke(definition, content);
  }

  private int invoke(FunctionDefinition definition, byte[] content) throws IOException {
    Path samBuild = buildDirectory == null ? home.resolve(".aws-sam/build") : buildDirectory;
    FunctionOnDisk built =
        new FunctionOnDisk(
            definition,
            new BuiltFunctions(home, samBuild).folderOf(function),
            home.resolve("tools/local/target/runtime"));
    requireLinux();
    InvocationLog log = InvocationLog.start(err, definition.memorySize());
    try (RunningFunction running = RunningFunction.start(built, err)) {
      out.println(Json.pretty(running.invoke(log.requestId(), content)));
      return 0;
    } catch (FunctionError e) {
      out.println(Json.pretty(Json.bytes(e.report())));
      return 1;
    } finally {
      log.end();
    }
  }

  private static void requireLinux() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      throw new StartupException(
          "AWS's Java runtime requires Linux. Use sam local invoke, which requires Docker.");
    }
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
                "Function "
                    + function
                    + " does not exist. Choose one of "
                    + template.functions().stream()
                        .map(FunctionDefinition::logicalId)
                        .collect(Collectors.joining(", ", "", "."))));
  }

  private byte[] content() throws IOException {
    if (!Files.isReadable(event)) {
      throw new StartupException(
          "The event "
              + event
              + " could not be read. Sample events are events/"
              + function
              + "/*.json.");
    }
    byte[] content = Files.readAllBytes(event);
    if (Json.parseObject(content).isEmpty()) {
      throw new StartupException(
          "The event " + event + " is not a JSON object. Sample events are in events/.");
    }
    return content;
  }

  private void checkDynamoDb() throws IOException {
    if (dynamoDb.getHost() == null) {
      throw new StartupException(
          "--dynamodb must be a URL such as http://localhost:8000, not " + dynamoDb + ".");
    }
    int port = dynamoDb.getPort() < 0 ? dynamoDb.toURL().getDefaultPort() : dynamoDb.getPort();
    try (Socket socket = new Socket(dynamoDb.getHost(), port)) {
      socket.shutdownOutput();
    } catch (ConnectException e) {
      throw new StartupException("Nothing responds at " + dynamoDb + "." + DYNAMODB_HINT, e);
    } catch (UnknownHostException e) {
      throw new StartupException(
          "Host " + dynamoDb.getHost() + " does not exist." + DYNAMODB_HINT, e);
    }
  }
}
