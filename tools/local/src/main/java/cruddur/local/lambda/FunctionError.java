package cruddur.local.lambda;

/** What Lambda reports in place of a response. The message is the error message of its report. */
public final class FunctionError extends Exception {
  private static final long serialVersionUID = 1L;

  private final String errorType;

  /** The report of what a handler threw: the class's name, and its message. */
  FunctionError(Throwable thrown) {
    super(thrown.getMessage(), thrown);
    this.errorType = thrown.getClass().getName();
  }

  /** A report of Lambda's own. */
  public FunctionError(String errorType, String errorMessage) {
    super(errorMessage);
    this.errorType = errorType;
  }

  /** The class of what was thrown, or a name of Lambda's own such as {@code Sandbox.Timedout}. */
  public String errorType() {
    return errorType;
  }
}
