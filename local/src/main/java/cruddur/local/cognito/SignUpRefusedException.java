package cruddur.local.cognito;

/** A sign-up or sign-in that is refused. The message is the code of why. */
public final class SignUpRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  SignUpRefusedException(String code) {
    super(code);
  }

  SignUpRefusedException(String code, Throwable cause) {
    super(code, cause);
  }
}
