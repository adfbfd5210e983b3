package cruddur.local.invoke;

import java.io.PrintStream;
import java.util.Locale;
import java.util.UUID;

/**
 * The lines that Lambda logs around the function's own: {@code START}, {@code END}, {@code REPORT}.
 */
final class InvocationLog {

  private final PrintStream log;
  private final int memorySize;
  private final String requestId = UUID.randomUUID().toString();
  private final long startNanos = System.nanoTime();

  private InvocationLog(PrintStream log, int memorySize) {
    this.log = log;
    this.memorySize = memorySize;
  }

  /**
   * Logs the start of an invocation.
   *
   * @param memorySize the function's memory in MB
   */
  static InvocationLog start(PrintStream log, int memorySize) {
    InvocationLog invocation = new InvocationLog(log, memorySize);
    log.println("START RequestId: " + invocation.requestId + " Version: $LATEST");
    return invocation;
  }

  String requestId() {
    return requestId;
  }

  /** Logs the end of the invocation. The duration includes the start of the runtime. */
  void end() {
    double millis = (System.nanoTime() - startNanos) / 1e6;
    log.println("END RequestId: " + requestId);
    log.println(
        String.format(
            Locale.ROOT,
            "REPORT RequestId: %s\tDuration: %.2f ms\tMemory Size: %d MB",
            requestId,
            millis,
            memorySize));
  }
}
