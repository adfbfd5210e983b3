package cruddur.local.cognito;

/** A sign-up or sign-in that is refused. The message is the code of why. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String code) {
    super(code);
  }

  RefusedException(String code, Throwable cause) {
    super(code, cause);
  }
}
