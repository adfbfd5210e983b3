package cruddur.commands.verification;

import cruddur.commands.deployment.Clients;
import cruddur.commands.deployment.Deployment;
import cruddur.commands.deployment.LocalDeployment;
import cruddur.commands.deployment.StackDeployment;
import cruddur.commands.targets.AwsAccount;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.commands.terminal.ExitCode;
import cruddur.commands.terminal.Interruption;
import cruddur.commands.verification.checks.Timeouts;
import cruddur.commands.verification.report.JsonReport;
import cruddur.commands.verification.report.Report;
import cruddur.commands.verification.report.TextReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies a deployment end to end. */
@Command(
    name = "verify",
    customSynopsis = {
      "bin/cruddur verify STACK [--region R] [--profile P] [options]",
      "       bin/cruddur verify --local [--port N] [options]"
    },
    description = {
      "Verify a deployment: create three users, send messages between two of them, invoke each function with its scheduled"
          + " event, and remove everything again.",
      "Print the likely cause of each failure. bin/verify-deployment is an older name of the same command.",
      ""
    },
    footer = {
      "",
      "Exit code: 0 if every check passes, 1 if a check or the cleanup fails or there is no such deployment, 2 on a usage"
          + " error."
    },
    sortOptions = false)
public final class Verify implements Callable<Integer> {

  /** API Gateway's own timeout is 30 seconds. */
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(35);

  private static final int DEFAULT_PORT = 4567;

  @Parameters(paramLabel = "STACK", arity = "0..1", description = "The name of the stack.")
  private Optional<String> stack;

  @Mixin private AwsAccount account = new AwsAccount();

  @Option(names = "--local", description = "Verify the local system instead of a stack.")
  private boolean local;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port of the local system (default: " + DEFAULT_PORT + ").")
  private Optional<Integer> port;

  @Option(
      names = "--origin",
      paramLabel = "URL",
      description = "An origin that must be allowed (default: the first of AllowedOrigins).")
  private Optional<String> origin = Optional.empty();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for the stream (default: ${DEFAULT-VALUE}).")
  private int wait = 90;

  @Option(names = "--keep", description = "Keep the users and messages.")
  private boolean keep;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    checkOptions();
    PrintWriter err = spec.commandLine().getErr();
    try (Clients clients = new Clients()) {
      Deployment deployment = deployment(clients);
      try (Interruption _ = Interruption.ofThisThread(err)) {
        return verify(deployment, err).isOk() ? ExitCode.OK : ExitCode.FAILED;
      }
    } catch (InterruptedException e) {
      // Everything has been removed, and the process is ending.
      return ExitCode.FAILED;
    }
  }

  private Report.Result verify(Deployment deployment, PrintWriter err) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Report report = json ? new JsonReport(out, err) : new TextReport(out, err, Ansi.AUTO);
    String run = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    Timeouts timeouts = new Timeouts(RESPONSE_TIMEOUT, Duration.ofSeconds(wait));
    return new Verification(
            deployment, new Verification.Options(run, origin, timeouts, keep), report)
        .run();
  }

  private Deployment deployment(Clients clients) throws InterruptedException {
    return local
        ? LocalDeployment.find(port.orElse(DEFAULT_PORT), clients)
        : StackDeployment.find(stack.orElseThrow(), account, clients);
  }

  private void checkOptions() {
    require(local != stack.isPresent(), "Name a stack, or give --local instead");
    require(local || port.isEmpty(), "--port requires --local");
    require(!local || !account.isNamed(), "--region and --profile require a stack");
    require(wait >= 0, "--wait must be 0 or more seconds, not " + wait);
  }

  private static void require(boolean isFulfilled, String message) {
    if (!isFulfilled) {
      throw CommandFailedException.ofUsage(message);
    }
  }
}
