package cruddur.local.invoke;

import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/**
 * A built function in a process of AWS's Java runtime, which gets its events from {@link
 * RuntimeApi}.
 */
final class RunningFunction implements Invocable, AutoCloseable {

  private final RuntimeApi api;
  private final RuntimeProcess process;

  private RunningFunction(RuntimeApi api, RuntimeProcess process) {
    this.api = api;
    this.process = process;
    process.onExit(status ->
        api.fail(
            new FunctionError(
                "Runtime.ExitError", "Runtime exited with error: exit status " + status)));
  }

  /**
   * Starts a function.
   *
   * @param log receives the function's log
   */
  static RunningFunction start(FunctionOnDisk function, PrintStream log) throws IOException {
    return start(function, "on-demand", log);
  }

  /**
   * Starts a function as Lambda starts a published version under SnapStart: it is primed before its
   * first event. No snapshot is taken.
   *
   * @param log receives the function's log
   */
  static RunningFunction startPrimed(FunctionOnDisk function, PrintStream log) throws IOException {
    return start(function, "snap-start", log);
  }

  private static RunningFunction start(
      FunctionOnDisk function, String initializationType, PrintStream log) throws IOException {
    RuntimeApi api =
        RuntimeApi.start(
            function.definition().logicalId(),
            function.definition().timeout(),
            InstantSource.system());
    Map<String, String> environment =
        Map.of(
            "AWS_LAMBDA_RUNTIME_API",
            api.address(),
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            initializationType);
    return new RunningFunction(api, RuntimeProcess.start(function, environment, log));
  }

  @Override
  public byte[] invoke(byte[] event) throws FunctionError {
    return invoke(UUID.randomUUID().toString(), event);
  }

  /** Invokes the function with a request id. */
  byte[] invoke(String requestId, byte[] event) throws FunctionError {
    return api.invoke(requestId, event);
  }

  @Override
  public void close() {
    process.close();
    api.close();
  }
}
