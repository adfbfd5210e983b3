package cruddur.commands.verification.checks;

import cruddur.commands.deployment.DeploymentFailureException;
import cruddur.commands.deployment.Operations;
import java.util.ArrayList;
import java.util.List;

/** Checks what keeps a deployment alive, and that its operator hears of problems. */
public record OperationsChecks(Operations operations) {

  public List<DeploymentCheck> all() {
    List<DeploymentCheck> checks = new ArrayList<>();
    checks.add(
        DeploymentCheck.of("all functions take their scheduled event", this::scheduledEvents));
    operations
        .alarms()
        .ifPresent(email ->
            checks.add(
                DeploymentCheck.of(
                    "the email address of the alarms is confirmed", email::confirmed)));
    return checks;
  }

  private String scheduledEvents() throws DeploymentFailureException {
    return operations.schedules().invoke().size() + " functions";
  }
}
