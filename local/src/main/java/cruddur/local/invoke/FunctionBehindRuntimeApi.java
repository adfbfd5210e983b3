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
    RuntimeApi api =
        RuntimeApi.start(
            function.definition().logicalId(), function.definition().timeout(), Clock.systemUTC());
    Map<String, String> environment = Map.of("AWS_LAMBDA_RUNTIME_API", api.address());
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
