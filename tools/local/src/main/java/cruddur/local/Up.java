package cruddur.local;

import cruddur.local.faults.FaultSettings;
import cruddur.local.http.HttpApi;
import cruddur.local.postgres.BackgroundPostgres;
import cruddur.toolkit.StartupException;
import cruddur.toolkit.template.TemplateException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the whole system on this machine, and runs until it is told to end. */
@Command(
    name = "bin/up",
    description = "Starts the whole system on this machine; Ctrl-C ends it.",
    sortOptions = false)
public final class Up implements Callable<Integer> {

  private static final int DEFAULT_DYNAMODB_PORT = 8000;
  private static final int DEFAULT_POSTGRES_PORT = 5432;

  @Spec private CommandSpec command;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The API's port; ${DEFAULT-VALUE} unless told.")
  private int port = HttpApi.DEFAULT_PORT;

  @Option(
      names = "--dynamodb-port",
      paramLabel = "N",
      description = "DynamoDB Local's port; ${DEFAULT-VALUE} unless told.")
  private int dynamoDbPort = DEFAULT_DYNAMODB_PORT;

  @Option(
      names = "--dynamodb",
      paramLabel = "URL",
      description = "Uses a DynamoDB Local that runs already, streams included.")
  private URI dynamoDb;

  @Option(
      names = "--postgres-port",
      paramLabel = "N",
      description = "The port of Postgres, for bin/cruddur; ${DEFAULT-VALUE} unless told.")
  private int postgresPort = DEFAULT_POSTGRES_PORT;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keeps messages, users, the issuer's key and Postgres's data there; in memory without it.")
  private Path data;

  @Option(
      names = "--faults",
      arity = "0..1",
      fallbackValue = "0.05",
      paramLabel = "RATE",
      description =
          "Lets this share of requests meet a fault, 0 to 1; ${FALLBACK-VALUE} without a number."
              + " Messages stay safe.")
  private Double faultRate;

  @Option(
      names = "--fault-seed",
      paramLabel = "N",
      description = "Makes the same choice of faults as an earlier run.")
  private Long faultSeed;

  @Option(
      names = "--template",
      paramLabel = "FILE",
      description = "The SAM template; this project's unless told.")
  private Path template = home().resolve("template.yaml");

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  @SuppressWarnings("unused") // picocli reads it.
  private boolean help;

  /** Runs it; exit code 2 when it cannot start. */
  public static void main(String[] arguments) {
    System.setProperty("org.slf4j.simpleLogger.logFile", "System.err");
    // Why there is no Postgres is said in one line of ours.
    System.setProperty("org.slf4j.simpleLogger.log.io.zonky", "off");
    System.exit(new CommandLine(new Up()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      LocalSystem.Options options = options();
      LocalSystem system = LocalSystem.start(options, System.err);
      closeInTheEnd(system);
      System.out.print(Banner.of(system.addresses(), token()));
      options
          .faults()
          .ifPresent(faults -> System.out.print(Banner.ofFaults(faults, system.addresses().api())));
      System.out.flush();
      closeInTheEnd(BackgroundPostgres.start(postgresPort, options.data(), System.err));
    } catch (StartupException | TemplateException | IOException e) {
      command.commandLine().getErr().println(e.getMessage());
      return 2;
    }
    new CountDownLatch(1).await();
    return 0;
  }

  private static void closeInTheEnd(AutoCloseable part) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(part), "shutdown"));
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception notClosed) {
      // The process is about to end.
    }
  }

  private LocalSystem.Options options() {
    require(
        isPort(port) && isPort(dynamoDbPort) && isPort(postgresPort),
        "A port is a number from 0 to 65535; 0 takes a free one");
    require(
        dynamoDb == null || (dynamoDb.getHost() != null && dynamoDb.getScheme().matches("https?")),
        "--dynamodb takes an address such as http://localhost:8000, and not " + dynamoDb);
    require(
        Files.isReadable(template),
        "The template " + template + " cannot be read: name it with --template FILE");
    return new LocalSystem.Options(
        template, port, dynamoDbPort, Optional.ofNullable(dynamoDb), directory(), faults());
  }

  private Optional<FaultSettings> faults() {
    require(
        faultRate != null || faultSeed == null,
        "--fault-seed chooses among faults: give --faults too");
    if (faultRate == null) {
      return Optional.empty();
    }
    require(
        FaultSettings.isRate(faultRate),
        "--faults takes a rate from 0 to 1, such as 0.05, and not " + faultRate);
    // Short enough to be typed again.
    long seed = faultSeed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : faultSeed;
    return Optional.of(new FaultSettings(faultRate, seed));
  }

  private Optional<Path> directory() {
    try {
      return data == null ? Optional.empty() : Optional.of(Files.createDirectories(data));
    } catch (IOException e) {
      throw new StartupException(
          data + " cannot be made a directory: name another with --data DIR", e);
    }
  }

  private static boolean isPort(int number) {
    return 0 <= number && number <= 65_535;
  }

  private static void require(boolean isFulfilled, String message) {
    if (!isFulfilled) {
      throw new StartupException(message);
    }
  }

  /** The folder of the project, which the launcher names. */
  private static Path home() {
    return Path.of(System.getProperty("cruddur.home", ""));
  }

  /** As it is typed in this folder. */
  private static String token() {
    Path launcher = home().resolve("bin").resolve("token").toAbsolutePath();
    Path here = Path.of("").toAbsolutePath();
    return launcher.startsWith(here) ? here.relativize(launcher).toString() : launcher.toString();
  }
}
