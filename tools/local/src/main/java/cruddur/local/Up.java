package cruddur.local;

import cruddur.local.faults.FaultSettings;
import cruddur.local.files.NativeLibraries;
import cruddur.local.http.HttpApi;
import cruddur.local.postgres.BackgroundPostgres;
import cruddur.local.terminal.OneLineErrors;
import cruddur.toolkit.StartupException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code bin/up}: starts the system, and runs until it is stopped. */
@Command(
    name = "bin/up",
    description = "Start the whole system on this machine. Press Ctrl-C to stop it.",
    sortOptions = false)
public final class Up implements Callable<Integer> {

  private static final int DEFAULT_DYNAMODB_PORT = 8000;
  private static final int DEFAULT_POSTGRES_PORT = 5432;

  @Spec private CommandSpec command;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of the API; 0 selects a free one (default: ${DEFAULT-VALUE}).")
  private int port = HttpApi.DEFAULT_PORT;

  @Option(
      names = "--dynamodb-port",
      paramLabel = "N",
      description = "Port of DynamoDB Local; 0 selects a free one (default: ${DEFAULT-VALUE}).")
  private int dynamoDbPort = DEFAULT_DYNAMODB_PORT;

  @Option(
      names = "--dynamodb",
      paramLabel = "URL",
      description = "Use a running DynamoDB Local, which must have streams.")
  private URI dynamoDb;

  @Option(
      names = "--postgres-port",
      paramLabel = "N",
      description =
          "Port of Postgres, for bin/cruddur; 0 selects a free one (default: ${DEFAULT-VALUE}).")
  private int postgresPort = DEFAULT_POSTGRES_PORT;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep messages, users, the issuer's key and Postgres's data in this directory (default: in memory).")
  private Path data;

  @Option(
      names = "--faults",
      arity = "0..1",
      fallbackValue = "0.05",
      paramLabel = "RATE",
      description =
          "Inject faults at this rate, 0 to 1; ${FALLBACK-VALUE} without a value. Acknowledged messages"
              + " are never lost.")
  private Double faultRate;

  @Option(
      names = "--fault-seed",
      paramLabel = "N",
      description = "Inject the same faults as an earlier run.")
  private Long faultSeed;

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description = "SAM template (default: ${DEFAULT-VALUE}).")
  private Path template = home().resolve("template.yaml");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli reads it.
  private boolean help;

  /** Runs the command. Exit code 1 if the system cannot start, 2 on a usage error. */
  public static void main(String[] arguments) {
    // Neither output nor DynamoDB Local's SQL may have the digits of the user's locale.
    Locale.setDefault(Locale.US);
    System.setProperty("org.slf4j.simpleLogger.logFile", "System.err");
    // BackgroundPostgres logs its own line if Postgres does not start.
    System.setProperty("org.slf4j.simpleLogger.log.io.zonky", "off");
    // The SDK reads the proxies of the environment even for clients that use none.
    System.setProperty(
        "org.slf4j.simpleLogger.log.software.amazon.awssdk.utils.internal.proxy", "off");
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    OneLineErrors errors = new OneLineErrors(1);
    return new CommandLine(new Up())
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    SystemOptions options = options();
    Deque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAll(parts), "shutdown"));
    parts.push(NativeLibraries.start());
    LocalSystem system = start(options);
    parts.push(system);
    System.out.print(Banner.of(system.addresses(), token()));
    options
        .faults()
        .ifPresent(faults -> System.out.print(Banner.ofFaults(faults, system.addresses().api())));
    System.out.flush();
    BackgroundPostgres postgres =
        BackgroundPostgres.start(postgresPort, options.data(), system::users, System.err);
    parts.push(postgres);
    system.onSignUp(postgres::add);
    new CountDownLatch(1).await();
    return 0;
  }

  private static LocalSystem start(SystemOptions options) throws IOException {
    try {
      return LocalSystem.start(options, System.err);
    } catch (LinkageError e) {
      throw new StartupException(
          "A library could not be loaded: %s. Check the disk of the folder for temporary files."
              .formatted(e.getMessage()),
          e);
    }
  }

  private static void closeAll(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception ignored) {
        // The process is about to end.
      }
    }
  }

  private SystemOptions options() {
    require(
        isPort(port) && isPort(dynamoDbPort) && isPort(postgresPort),
        "A port must be a number from 0 to 65535.");
    require(
        dynamoDb == null || isHttp(dynamoDb),
        "--dynamodb must be a URL such as http://localhost:8000, not " + dynamoDb + ".");
    require(
        Files.isReadable(template),
        "The template " + template + " could not be read. Choose another with --template FILE.");
    return new SystemOptions(
        SystemOptions.StackTemplate.of(template, home()),
        new SystemOptions.Ports(port, dynamoDbPort),
        Optional.ofNullable(dynamoDb),
        Optional.ofNullable(data),
        faults());
  }

  private Optional<FaultSettings> faults() {
    require(faultRate != null || faultSeed == null, "--fault-seed requires --faults.");
    if (faultRate == null) {
      return Optional.empty();
    }
    require(
        FaultSettings.isRate(faultRate),
        "--faults must be a rate from 0 to 1 such as 0.05, not " + faultRate + ".");
    // Short enough to type.
    long seed = faultSeed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : faultSeed;
    return Optional.of(new FaultSettings(faultRate, seed));
  }

  private static boolean isHttp(URI uri) {
    return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?");
  }

  private static boolean isPort(int number) {
    return 0 <= number && number <= 65_535;
  }

  private void require(boolean isValid, String message) {
    if (!isValid) {
      throw new ParameterException(command.commandLine(), message);
    }
  }

  /** The project's folder, which the launcher passes. */
  private static Path home() {
    return Path.of(System.getProperty("cruddur.home", ""));
  }

  /** The command bin/token, relative to the current folder if possible. */
  private static String token() {
    Path launcher = home().resolve("bin").resolve("token").toAbsolutePath();
    Path here = Path.of("").toAbsolutePath();
    return launcher.startsWith(here) ? here.relativize(launcher).toString() : launcher.toString();
  }
}
