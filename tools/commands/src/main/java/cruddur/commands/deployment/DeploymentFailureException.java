package cruddur.commands.deployment;

/** A deployment does not do what it should. The message says what was seen. */
public final class DeploymentFailureException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient LikelyCause likelyCause;

  public DeploymentFailureException(String seen, LikelyCause likelyCause) {
    super(seen);
    this.likelyCause = likelyCause;
  }

  public DeploymentFailureException(String seen, LikelyCause likelyCause, Throwable cause) {
    super(seen, cause);
    this.likelyCause = likelyCause;
  }

  /** What is likely behind it. */
  public LikelyCause likelyCause() {
    return likelyCause;
  }
}
