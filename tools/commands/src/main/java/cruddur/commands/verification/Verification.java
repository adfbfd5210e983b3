package cruddur.commands.verification;

import cruddur.commands.deployment.ApiSite;
import cruddur.commands.deployment.Deployment;
import cruddur.commands.deployment.DeploymentFailureException;
import cruddur.commands.verification.api.Api;
import cruddur.commands.verification.api.Diagnosis;
import cruddur.commands.verification.checks.ConversationChecks;
import cruddur.commands.verification.checks.DeploymentCheck;
import cruddur.commands.verification.checks.LiveChecks;
import cruddur.commands.verification.checks.OpenChecks;
import cruddur.commands.verification.checks.OperationsChecks;
import cruddur.commands.verification.checks.ReadStateChecks;
import cruddur.commands.verification.checks.SignInChecks;
import cruddur.commands.verification.checks.StreamCheck;
import cruddur.commands.verification.checks.TestConversation;
import cruddur.commands.verification.checks.Timeouts;
import cruddur.commands.verification.cleanup.Cleanup;
import cruddur.commands.verification.report.CheckOutcome;
import cruddur.commands.verification.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Uses a deployment as two users and a stranger would, and removes everything it created. After a
 * required check has failed, the checks that follow are skipped.
 */
public final class Verification {

  private static final String CLEANUP = "everything created is removed";

  /**
   * Settings of a verification.
   *
   * @param run makes this run's handles unique: at most 20 lowercase letters and digits
   * @param origin an origin whose pages may call the API; empty for the deployment's first one
   * @param keepsData whether users and rows are kept
   */
  public record Options(
      String run, Optional<String> origin, Timeouts timeouts, boolean keepsData) {}

  private final Deployment deployment;
  private final Options options;
  private final Report report;
  private final List<CheckOutcome> outcomes = new ArrayList<>();

  public Verification(Deployment deployment, Options options, Report report) {
    this.deployment = deployment;
    this.options = options;
    this.report = report;
  }

  /**
   * Runs all checks and reports them.
   *
   * @throws InterruptedException if this thread was interrupted; everything is removed even then
   */
  public Report.Result run() throws InterruptedException {
    Diagnosis diagnosis = new Diagnosis(deployment.logs());
    TestConversation conversation = new TestConversation(options.run());
    Cleanup cleanup = new Cleanup(deployment, options.timeouts().stream(), diagnosis);
    ApiSite site = deployment.site();
    report.started(site.deployment(), site.address().toString());
    try (Api api = new Api(site.address(), options.timeouts().response(), diagnosis)) {
      try {
        runAll(checks(api, conversation, cleanup, diagnosis));
      } finally {
        if (!options.keepsData()) {
          cleanUpUninterrupted(cleanup);
        }
      }
      List<String> kept = options.keepsData() ? List.copyOf(cleanup.handles()) : List.of();
      Report.Result result = new Report.Result(outcomes, timings(api), kept);
      report.finished(result);
      return result;
    }
  }

  private List<DeploymentCheck> checks(
      Api api, TestConversation conversation, Cleanup cleanup, Diagnosis diagnosis) {
    List<DeploymentCheck> checks = new ArrayList<>();
    String origin = options.origin().orElseGet(deployment.site().allowedOrigins()::getFirst);
    checks.addAll(new OpenChecks(api, conversation, origin, diagnosis).all());
    checks.addAll(new OperationsChecks(deployment.operations()).all());
    checks.addAll(
        new SignInChecks(api, conversation, deployment.signIns(), cleanup, diagnosis).all());
    checks.addAll(new ConversationChecks(api, conversation, diagnosis).all());
    checks.addAll(new ReadStateChecks(api, conversation, diagnosis).all());
    checks.addAll(
        new LiveChecks(
                api, conversation, deployment.site().hasLiveEvents(), options.timeouts(), diagnosis)
            .all());
    checks.addAll(
        new StreamCheck(api, conversation, options.timeouts().stream(), report, diagnosis).all());
    return checks;
  }

  private void runAll(List<DeploymentCheck> checks) throws InterruptedException {
    boolean continues = true;
    for (DeploymentCheck check : checks) {
      if (continues) {
        continues = run(check) || !check.isRequired();
      } else {
        add(CheckOutcome.notReached(check.name()));
      }
    }
  }

  /** Completes the cleanup even if the thread is interrupted before or during it. */
  private void cleanUpUninterrupted(Cleanup cleanup) throws InterruptedException {
    boolean wasInterrupted = false;
    boolean isDone = false;
    while (!isDone) {
      wasInterrupted |= Thread.interrupted();
      try {
        run(DeploymentCheck.of(CLEANUP, cleanup::run));
        isDone = true;
      } catch (InterruptedException e) {
        wasInterrupted = true;
      }
    }
    if (wasInterrupted) {
      throw new InterruptedException();
    }
  }

  /** Returns whether the check passed. */
  private boolean run(DeploymentCheck check) throws InterruptedException {
    long start = System.nanoTime();
    CheckOutcome outcome;
    try {
      String observed = check.action().run();
      outcome = CheckOutcome.ok(check.name(), since(start), observed);
    } catch (DeploymentFailureException e) {
      if (isInterruption(e)) {
        throw new InterruptedException();
      }
      outcome = CheckOutcome.failed(check.name(), since(start), e.getMessage(), e.likelyCause());
    }
    add(outcome);
    return outcome.status() == CheckOutcome.Status.OK;
  }

  /** The AWS SDK reports an interruption as an exception of its own. */
  private static boolean isInterruption(Throwable e) {
    return e != null && (e instanceof AbortedException || isInterruption(e.getCause()));
  }

  private void add(CheckOutcome outcome) {
    outcomes.add(outcome);
    report.checked(outcome);
  }

  private static List<Report.RouteTiming> timings(Api api) {
    return api.timings().all().stream()
        .map(timing ->
            new Report.RouteTiming(
                timing.route().function(),
                timing.calls(),
                timing.first().toMillis(),
                timing.median().toMillis()))
        .toList();
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
