package cruddur.local.invoke;

import cruddur.local.lambda.FunctionError;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A function that gets its events from our own {@link RuntimeApi}. */
final class FunctionBehindRuntimeApi implements RunningFunction {

  private final RuntimeApi api;
  private final RuntimeProcess process;

  private FunctionBehindRuntimeApi(RuntimeApi api, RuntimeProcess process) {
    this.api = api;
    this.process = process;
    process.onExit(status ->
        api.fail(
            new FunctionError(
                "Runtime.ExitError", "Runtime exited with error: exit status " + status)));
  }

  /**
   * Starts it.
   *
   * @param log gets what the function logs
   */
  static FunctionBehindRuntimeApi start(FunctionOnDisk function, PrintStream log)
      throws IOException {
    return start(function, "on-demand", log);
  }

  /**
   * Starts it as Lambda starts a published version under SnapStart: it is primed, and takes its
   * events after the restore, which follows here without a snapshot.
   *
   * @param log gets what the function logs
   */
  static FunctionBehindRuntimeApi startPrimed(FunctionOnDisk function, PrintStream log)
      throws IOException {
    return start(function, "snap-start", log);
  }

  private static FunctionBehindRuntimeApi start(
      FunctionOnDisk function, String initializationType, PrintStream log) throws IOException {
    RuntimeApi api =
        RuntimeApi.start(
            function.definition().logicalId(), function.definition().timeout(), Clock.systemUTC());
    Map<String, String> environment =
        Map.of(
            "AWS_LAMBDA_RUNTIME_API",
            api.address(),
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            initializationType);
    return new FunctionBehindRuntimeApi(
        api, RuntimeProcess.start(function, List.of(), environment, log));
  }

  @Override
  public byte[] invoke(byte[] event) throws FunctionError {
    return api.invoke(event);
  }

  @Override
  public void close() {
    process.close();
    api.close();
  }
}
