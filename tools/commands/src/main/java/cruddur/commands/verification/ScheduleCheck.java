package cruddur.commands.verification;

import cruddur.commands.deployment.DeploymentFailureException;
import cruddur.commands.deployment.ScheduledFunctions;
import java.util.List;

/** Checks that the functions take the events that keep them invocable. */
record ScheduleCheck(ScheduledFunctions functions) {

  List<DeploymentCheck> all() {
    return List.of(
        DeploymentCheck.of("all functions take their scheduled event", this::scheduledEvents));
  }

  private String scheduledEvents() throws DeploymentFailureException {
    return functions.invoke().size() + " functions";
  }
}
