package cruddur.commands.verification;

import cruddur.commands.deployment.DeploymentFailureException;

/**
 * One check of a deployment.
 *
 * @param name what is expected
 * @param isRequired whether the checks after it are skipped if it fails
 */
record DeploymentCheck(String name, boolean isRequired, Action action) {

  /** Runs the check. */
  interface Action {

    /** Returns what was observed. */
    String run() throws DeploymentFailureException, InterruptedException;
  }

  static DeploymentCheck required(String name, Action action) {
    return new DeploymentCheck(name, true, action);
  }

  static DeploymentCheck of(String name, Action action) {
    return new DeploymentCheck(name, false, action);
  }
}
