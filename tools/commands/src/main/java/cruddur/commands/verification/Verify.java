package cruddur.commands.verification;

import cruddur.commands.deployment.Deployment;
import cruddur.commands.deployment.DeploymentNotFoundException;
import cruddur.commands.deployment.LocalDeployment;
import cruddur.commands.deployment.StackDeployment;
import cruddur.commands.targets.AwsAccount;
import cruddur.commands.terminal.CommandFailedException;
import cruddur.commands.terminal.Interruption;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves that a deployment works. */
@Command(
    name = "bin/verify-deployment",
    customSynopsis = {
      "bin/verify-deployment STACK [--region R] [--profile P] [options]",
      "       bin/verify-deployment --local [--port N] [options]"
    },
    description = {
      "",
      "Proves that a deployment works: makes three users, lets two of them talk, checks what they and the third see,"
          + " and removes it all again. Where something fails, it names the likely cause.",
      ""
    },
    footer = {
      "",
      "Exit code: 0 when everything holds, 1 when something does not, or could not be removed, 2 when there is nothing to"
          + " verify."
    },
    sortOptions = false)
public final class Verify implements Callable<Integer> {

  /** API Gateway gives up on a function after 30 seconds. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(35);

  private static final int UPS_PORT = 4567;
  private static final int FAILED = 1;
  private static final int NOTHING_TO_VERIFY = 2;

  @Parameters(paramLabel = "STACK", arity = "0..1", description = "The stack, as it was deployed.")
  private Optional<String> stack;

  @Mixin private AwsAccount account = new AwsAccount();

  @Option(names = "--local", description = "Verifies what bin/up runs in place of a stack.")
  private boolean local;

  @Option(names = "--port", paramLabel = "N", description = "Its port; 4567 unless told.")
  private Optional<Integer> port;

  @Option(
      names = "--origin",
      paramLabel = "URL",
      description = "One of the allowed origins; ${DEFAULT-VALUE} unless told.")
  private String origin = "http://localhost:3000";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for the stream; ${DEFAULT-VALUE} unless told.")
  private int wait = 90;

  @Option(names = "--keep", description = "Leaves users and messages in place.")
  private boolean keep;

  @Option(names = "--json", description = "Prints one JSON object in place of lines.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  @SuppressWarnings("unused") // picocli reads it.
  private boolean help;

  @Spec private CommandSpec spec;

  private final PrintStream out;
  private final PrintStream err;

  /** Prints to these. */
  public Verify(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Verify(System.out, System.err)).execute(arguments));
  }

  @Override
  public Integer call() {
    checkOptions();
    try (Deployment deployment = deployment();
        Interruption _ = Interruption.ofThisThread(err)) {
      return verify(deployment).isOk() ? 0 : FAILED;
    } catch (DeploymentNotFoundException | CommandFailedException e) {
      err.println(e.getMessage());
      return NOTHING_TO_VERIFY;
    } catch (InterruptedException e) {
      // What was made has been removed; the process is ending.
      return FAILED;
    }
  }

  private Report.Result verify(Deployment deployment) throws InterruptedException {
    Report report = json ? new JsonReport(out, err) : new TextReport(out, err, Ansi.AUTO);
    String run = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    return new Verification(
            deployment,
            new Verification.Options(run, origin, LONGEST_ANSWER, Duration.ofSeconds(wait), keep),
            report)
        .run();
  }

  private Deployment deployment() throws DeploymentNotFoundException, InterruptedException {
    return local
        ? LocalDeployment.find(port.orElse(UPS_PORT))
        : StackDeployment.find(stack.orElseThrow(), account);
  }

  private void checkOptions() {
    require(local != stack.isPresent(), "Name a stack, or give --local in place of one");
    require(local || port.isEmpty(), "--port goes with --local");
    require(!local || !account.isNamed(), "--region and --profile go with a stack");
    require(wait >= 0, "--wait takes seconds, 0 or more");
  }

  private void require(boolean isFulfilled, String otherwise) {
    if (!isFulfilled) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
