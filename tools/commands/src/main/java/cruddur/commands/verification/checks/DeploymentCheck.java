package cruddur.commands.verification.checks;

import cruddur.commands.deployment.DeploymentFailureException;

/**
 * One check of a deployment.
 *
 * @param name what is expected
 * @param isRequired whether the checks after it are skipped if it fails
 */
public record DeploymentCheck(String name, boolean isRequired, Action action) {

  /** Runs the check. */
  public interface Action {

    /** Returns what was observed. */
    String run() throws DeploymentFailureException, InterruptedException;
  }

  public static DeploymentCheck required(String name, Action action) {
    return new DeploymentCheck(name, true, action);
  }

  public static DeploymentCheck of(String name, Action action) {
    return new DeploymentCheck(name, false, action);
  }
}
