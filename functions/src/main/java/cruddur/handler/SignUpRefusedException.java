package cruddur.handler;

/** A refused sign-up. Cognito shows the message to the user who signs up. */
public final class SignUpRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SignUpRefusedException(String message) {
    super(message);
  }
}
