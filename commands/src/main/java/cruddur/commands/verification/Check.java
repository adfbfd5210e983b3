package cruddur.commands.verification;

import cruddur.commands.deployment.DeploymentFaultException;

/**
 * One thing that a deployment has to do.
 *
 * @param name the claim, in a few words
 * @param isNeeded whether nothing after it can be checked when it fails
 */
record Check(String name, boolean isNeeded, Action action) {

  /** Does it. */
  interface Action {

    /** Returns what was seen, in a few words. */
    String run() throws DeploymentFaultException, InterruptedException;
  }

  static Check needed(String name, Action action) {
    return new Check(name, true, action);
  }

  static Check of(String name, Action action) {
    return new Check(name, false, action);
  }
}
