package cruddur.local.lambda;

import java.util.LinkedHashMap;
import java.util.Map;

/** Lambda's error report in place of a response. The exception's message is its error message. */
public final class FunctionError extends Exception {
  private static final long serialVersionUID = 1L;

  private final String errorType;

  /** The report of an exception that the handler threw. */
  FunctionError(Throwable thrown) {
    super(thrown.getMessage(), thrown);
    this.errorType = thrown.getClass().getName();
  }

  /** A report of Lambda itself. */
  public FunctionError(String errorType, String errorMessage) {
    super(errorMessage);
    this.errorType = errorType;
  }

  /** The report as Lambda returns it, in JSON: {@code errorType} and {@code errorMessage}. */
  public Map<String, String> report() {
    Map<String, String> report = new LinkedHashMap<>();
    report.put("errorType", errorType);
    report.put("errorMessage", getMessage());
    return report;
  }

  /** The exception's class, or a type of Lambda itself such as {@code Sandbox.Timedout}. */
  public String errorType() {
    return errorType;
  }
}
