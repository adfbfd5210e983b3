package cruddur.commands.deployment;

/**
 * There is no such deployment to be had. The message is one line: what happened, and what to do.
 */
public final class DeploymentNotFoundException extends Exception {

  private static final long serialVersionUID = 1;

  public DeploymentNotFoundException(String message) {
    super(message);
  }

  public DeploymentNotFoundException(String message, Throwable cause) {
    super(message, cause);
  }
}
