package cruddur.local.invoke;

import cruddur.toolkit.template.FunctionDefinition;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * A process with AWS's runtime interface client in it, and with a function's environment and
 * nothing else of ours.
 *
 * <p>Only the client's own libraries are on the class path, as in Lambda: it loads the function
 * from the folder it is started in, with a class loader of its own.
 */
final class RuntimeProcess implements AutoCloseable {

  /** Any region and credentials do for a DynamoDB Local. */
  private static final String REGION = "us-east-1";

  private static final String CREDENTIALS = "local";

  private final Process process;
  private final Thread log;
  private final Thread shutdown;

  private RuntimeProcess(Process process, PrintStream log) {
    this.process = process;
    this.log = Thread.ofVirtual().name("function log").start(() -> copy(process, log));
    this.shutdown = new Thread(process::destroy, "end of the function");
    Runtime.getRuntime().addShutdownHook(shutdown);
  }

  /**
   * Starts it.
   *
   * @param prefix what stands before {@code java} on the command line, an emulator for example
   * @param environment beyond the function's own
   * @param log gets all that the process prints
   */
  static RuntimeProcess start(
      FunctionOnDisk function,
      List<String> prefix,
      Map<String, String> environment,
      PrintStream log)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As Lambda starts Java 25.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    // Where org.crac finds the hooks of the runtime's snapshots.
    command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    command.addAll(List.of("-cp", function.runtime().toAbsolutePath().resolve("*").toString()));
    command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    command.add(
        function.definition().handlerClass() + "::" + function.definition().handlerMethod());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(function.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(function.definition(), function.folder()));
    builder.environment().putAll(environment);
    return new RuntimeProcess(builder.start(), log);
  }

  /**
   * What Lambda defines for every function (see "Defined runtime environment variables" in its
   * developer guide), and what the template does for this one.
   */
  private static Map<String, String> environment(FunctionDefinition function, Path folder) {
    Map<String, String> environment = new HashMap<>();
    environment.put("LAMBDA_TASK_ROOT", folder.toAbsolutePath().toString());
    environment.put("_HANDLER", function.handlerClass() + "::" + function.handlerMethod());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.logicalId());
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memorySize()));
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.logicalId());
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    environment.put("AWS_REGION", REGION);
    environment.put("AWS_DEFAULT_REGION", REGION);
    environment.put("AWS_ACCESS_KEY_ID", CREDENTIALS);
    environment.put("AWS_SECRET_ACCESS_KEY", CREDENTIALS);
    environment.put("LANG", "en_US.UTF-8");
    environment.put("TZ", ":UTC");
    environment.putAll(function.environment());
    return environment;
  }

  /** Has somebody told the exit status when the process ends. */
  void onExit(IntConsumer status) {
    var _ = process.onExit().thenAccept(ended -> status.accept(ended.exitValue()));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process, and returns when all that it printed is in the log. */
  @Override
  public void close() {
    // Process.destroy would close the log before its end.
    process.toHandle().destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
      }
      log.join();
      Runtime.getRuntime().removeShutdownHook(shutdown);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // The whole virtual machine is ending: the hook is at work.
    }
  }

  private static void copy(Process process, PrintStream log) {
    try {
      process.getInputStream().transferTo(log);
      log.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the function's log broke off", e);
    }
  }
}
