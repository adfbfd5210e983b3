package cruddur.commands.deployment;

/** A deployment does not behave as expected. The message says what was observed. */
public final class DeploymentFailureException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient LikelyCause likelyCause;

  public DeploymentFailureException(String observed, LikelyCause likelyCause) {
    super(observed);
    this.likelyCause = likelyCause;
  }

  public DeploymentFailureException(String observed, LikelyCause likelyCause, Throwable cause) {
    super(observed, cause);
    this.likelyCause = likelyCause;
  }

  public LikelyCause likelyCause() {
    return likelyCause;
  }
}
