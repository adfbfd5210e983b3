package cruddur.local.faults;

import cruddur.local.lambda.FunctionError;
import java.time.Duration;

/** Waiting before a function is invoked. */
final class InvocationDelay {

  private InvocationDelay() {}

  static void await(Duration pause) throws FunctionError {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FunctionError("Sandbox.Interrupted", "the local system is shutting down");
    }
  }
}
