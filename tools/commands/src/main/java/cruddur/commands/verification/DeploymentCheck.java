package cruddur.commands.verification;

import cruddur.commands.deployment.DeploymentFailureException;

/**
 * One thing that a deployment has to do.
 *
 * @param name the claim, in a few words
 * @param isNeeded whether nothing after it can be checked when it fails
 */
record DeploymentCheck(String name, boolean isNeeded, Action action) {

  /** Does it. */
  interface Action {

    /** Returns what was seen, in a few words. */
    String run() throws DeploymentFailureException, InterruptedException;
  }

  static DeploymentCheck needed(String name, Action action) {
    return new DeploymentCheck(name, true, action);
  }

  static DeploymentCheck of(String name, Action action) {
    return new DeploymentCheck(name, false, action);
  }
}
