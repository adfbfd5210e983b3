package cruddur.commands.deployment;

/** A deployment does not do what it should. The message says what was seen. */
public final class DeploymentFaultException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Cause likelyCause;

  public DeploymentFaultException(String seen, Cause likelyCause) {
    super(seen);
    this.likelyCause = likelyCause;
  }

  public DeploymentFaultException(String seen, Cause likelyCause, Throwable cause) {
    super(seen, cause);
    this.likelyCause = likelyCause;
  }

  /** What is likely behind it. */
  public Cause likelyCause() {
    return likelyCause;
  }
}
