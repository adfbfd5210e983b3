package cruddur.local.faults;

import cruddur.local.lambda.FunctionError;
import java.time.Duration;

/** A delay before a function is invoked. */
final class InvocationDelay {

  private InvocationDelay() {}

  static void await(Duration delay) throws FunctionError {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FunctionError("Sandbox.Interrupted", "the local system is shutting down");
    }
  }
}
