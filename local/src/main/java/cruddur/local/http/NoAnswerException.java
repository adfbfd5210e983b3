package cruddur.local.http;

/** Thrown by what stands before a function: the client's connection is closed without an answer. */
public final class NoAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Of a fault made on purpose. */
  public NoAnswerException() {
    super("the answer is withheld on purpose");
  }
}
