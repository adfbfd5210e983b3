package cruddur.local.invoke;

import cruddur.local.lambda.FunctionError;
import cruddur.local.lambda.Invocable;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A built function in a process of AWS's Java runtime, which gets its events from {@link
 * RuntimeApi}.
 */
public final class RunningFunction implements Invocable, AutoCloseable {

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
    return start(function, List.of(), log);
  }

  /**
   * Starts a function by another command, such as {@code taskset -c 1}.
   *
   * @param launcher the words before the command of the runtime
   * @param log receives the function's log
   */
  public static RunningFunction start(
      FunctionOnDisk function, List<String> launcher, PrintStream log) throws IOException {
    return start(function, "on-demand", launcher, log);
  }

  /**
   * Starts a function as Lambda starts a published version under SnapStart: it is primed before its
   * first event. No snapshot is taken.
   *
   * @param log receives the function's log
   */
  static RunningFunction startPrimed(FunctionOnDisk function, PrintStream log) throws IOException {
    RunningFunction primed = start(function, "snap-start", List.of(), log);
    primed.restore();
    return primed;
  }

  /**
   * Starts a function under SnapStart, and returns when it is primed and ready for its snapshot. It
   * waits for {@link #restore} there.
   *
   * @param launcher the words before the command of the runtime
   * @param log receives the function's log
   * @throws FunctionError if the runtime fails before
   */
  public static RunningFunction startAtSnapshot(
      FunctionOnDisk function, List<String> launcher, PrintStream log)
      throws IOException, FunctionError {
    RunningFunction primed = start(function, "snap-start", launcher, log);
    try {
      primed.api.awaitSnapshot();
      return primed;
    } catch (FunctionError e) {
      primed.close();
      throw e;
    }
  }

  private static RunningFunction start(
      FunctionOnDisk function, String initializationType, List<String> launcher, PrintStream log)
      throws IOException {
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
    return new RunningFunction(api, RuntimeProcess.start(function, launcher, environment, log));
  }

  /** Continues a function that waits at its snapshot. */
  public void restore() {
    api.restore();
  }

  /** The process of the runtime, or of its launcher until that has executed it. */
  public long pid() {
    return process.pid();
  }

  @Override
  public byte[] invoke(byte[] event) throws FunctionError {
    return invoke(UUID.randomUUID().toString(), event);
  }

  /** Invokes the function with a request id. */
  byte[] invoke(String requestId, byte[] event) throws FunctionError {
    return api.invoke(requestId, event);
  }

  /**
   * When the last response arrived, on the scale of {@link System#nanoTime()}. {@link #invoke}
   * returns later, when the runtime has written its log.
   */
  public long lastResponseNanos() {
    return api.lastResponseNanos();
  }

  @Override
  public void close() {
    process.close();
    api.close();
  }
}
