package cruddur.commands.verification;

import cruddur.commands.deployment.Deployment;
import cruddur.commands.deployment.DeploymentFailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Uses a deployment as two users and a stranger would, and removes what that left. After a check
 * that others need has failed, the others are not tried.
 */
public final class Verification {

  private static final String REMOVAL = "what was made is removed again";

  /**
   * How it is done.
   *
   * @param run tells this run's users from all others: lower-case letters and digits, 20 at most
   * @param origin an origin whose pages may call the API
   * @param longestResponse how long a response of the API is waited for
   * @param patience how long the stream is waited for
   * @param keeps whether users and rows are left in place
   */
  public record Options(
      String run, String origin, Duration longestResponse, Duration patience, boolean keeps) {}

  private final Deployment deployment;
  private final Options options;
  private final Report report;
  private final List<CheckOutcome> findings = new ArrayList<>();

  public Verification(Deployment deployment, Options options, Report report) {
    this.deployment = deployment;
    this.options = options;
    this.report = report;
  }

  /**
   * Runs all checks.
   *
   * @return how it went, which the report has been told
   * @throws InterruptedException when this thread was interrupted; everything is removed then too
   */
  public Report.Result run() throws InterruptedException {
    Diagnosis causes = new Diagnosis(deployment.whereabouts());
    TestConversation scene = new TestConversation(options.run());
    Cleanup removal = new Cleanup(deployment, options.patience(), causes);
    report.begins(deployment.name(), deployment.api().toString());
    try (Api api = new Api(deployment.api(), options.longestResponse(), causes)) {
      try {
        runAll(checks(api, scene, removal, causes));
      } finally {
        if (!options.keeps()) {
          removeWhateverHappens(removal);
        }
      }
      List<String> kept = options.keeps() ? List.copyOf(removal.handles()) : List.of();
      Report.Result result = new Report.Result(findings, timings(api), kept);
      report.ends(result);
      return result;
    }
  }

  private List<DeploymentCheck> checks(
      Api api, TestConversation scene, Cleanup removal, Diagnosis causes) {
    List<DeploymentCheck> checks = new ArrayList<>();
    checks.addAll(new OpenChecks(api, scene, options.origin(), causes).all());
    checks.addAll(new SignInChecks(api, scene, deployment.signIns(), removal, causes).all());
    checks.addAll(new ConversationChecks(api, scene, causes).all());
    checks.addAll(new StreamCheck(api, scene, options.patience(), report, causes).all());
    return checks;
  }

  private void runAll(List<DeploymentCheck> checks) throws InterruptedException {
    boolean goesOn = true;
    for (DeploymentCheck check : checks) {
      if (goesOn) {
        goesOn = run(check) || !check.isNeeded();
      } else {
        found(CheckOutcome.notReached(check.name()));
      }
    }
  }

  /** An interruption, be it before or in the middle of it, must not keep it from being done. */
  private void removeWhateverHappens(Cleanup removal) throws InterruptedException {
    boolean wasInterrupted = false;
    boolean isDone = false;
    while (!isDone) {
      wasInterrupted |= Thread.interrupted();
      try {
        run(DeploymentCheck.of(REMOVAL, removal::run));
        isDone = true;
      } catch (InterruptedException e) {
        wasInterrupted = true;
      }
    }
    if (wasInterrupted) {
      throw new InterruptedException();
    }
  }

  /** Whether the check held. */
  private boolean run(DeploymentCheck check) throws InterruptedException {
    long start = System.nanoTime();
    CheckOutcome finding;
    try {
      String seen = check.action().run();
      finding = CheckOutcome.ok(check.name(), since(start), seen);
    } catch (DeploymentFailureException e) {
      if (isInterruption(e)) {
        throw new InterruptedException();
      }
      finding = CheckOutcome.failed(check.name(), since(start), e.getMessage(), e.likelyCause());
    }
    found(finding);
    return finding.outcome() == CheckOutcome.Outcome.OK;
  }

  /** The SDK's own way to say so. */
  private static boolean isInterruption(Throwable e) {
    return e != null && (e instanceof AbortedException || isInterruption(e.getCause()));
  }

  private void found(CheckOutcome finding) {
    findings.add(finding);
    report.found(finding);
  }

  private static List<Report.RouteTiming> timings(Api api) {
    return api.timings().all().stream()
        .map(of ->
            new Report.RouteTiming(
                of.route().function(), of.calls(), of.first().toMillis(), of.median().toMillis()))
        .toList();
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
