package cruddur.handler;

/** A sign-up that cannot be. Cognito shows the message to whoever signs up. */
public final class SignUpRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SignUpRefusedException(String message) {
    super(message);
  }
}
