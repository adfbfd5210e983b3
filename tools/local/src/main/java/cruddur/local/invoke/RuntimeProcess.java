package cruddur.local.invoke;

import cruddur.local.files.TemporaryFolder;
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
 * A process of AWS's runtime interface client, with a function's environment. As in Lambda, only
 * the client's own libraries are on the class path; it loads the function from the working
 * directory.
 */
final class RuntimeProcess implements AutoCloseable {

  /** DynamoDB Local accepts any region and credentials. */
  private static final String REGION = "us-east-1";

  private static final String CREDENTIALS = "local";

  private final Process process;
  private final Thread log;
  private final Thread shutdown;

  private final TemporaryFolder temporary;

  private RuntimeProcess(Process process, TemporaryFolder temporary, PrintStream log) {
    this.process = process;
    this.temporary = temporary;
    this.log = Thread.ofVirtual().name("function log").start(() -> copy(process, log));
    this.shutdown = new Thread(this::end, "end of the function");
    Runtime.getRuntime().addShutdownHook(shutdown);
  }

  /**
   * Starts a process.
   *
   * @param launcher the words before the command of the process
   * @param environment additional environment variables
   * @param log receives all output of the process
   */
  static RuntimeProcess start(
      FunctionOnDisk function,
      List<String> launcher,
      Map<String, String> environment,
      PrintStream log)
      throws IOException {
    // The runtime unpacks its native library into it, under a fixed name.
    TemporaryFolder temporary =
        TemporaryFolder.create(Path.of(System.getProperty("java.io.tmpdir")), "cruddur-invoke-");
    try {
      Process process = start(function, launcher, environment, temporary.path());
      return new RuntimeProcess(process, temporary, log);
    } catch (IOException e) {
      temporary.close();
      throw e;
    }
  }

  private static Process start(
      FunctionOnDisk function,
      List<String> launcher,
      Map<String, String> environment,
      Path temporary)
      throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The options of Lambda's Java 25 runtime.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Djava.io.tmpdir=" + temporary);
    // The SDK reads the files of AWS's settings there.
    command.add("-Duser.home=" + temporary);
    command.addAll(List.of("-Duser.language=en", "-Duser.country=US"));
    // Lets org.crac find the runtime's snapshot hooks.
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
    builder.environment().put("TMPDIR", temporary.toString());
    return builder.start();
  }

  /**
   * Lambda's variables for every function (developer guide, "Defined runtime environment
   * variables"), and the template's for this one.
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
    // Not every machine has that locale. The runtime needs UTF-8 to find folders.
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("TZ", ":UTC");
    environment.putAll(function.environment());
    return environment;
  }

  long pid() {
    return process.pid();
  }

  /** Passes the exit status to a consumer when the process ends. */
  void onExit(IntConsumer status) {
    var _ = process.onExit().thenAccept(ended -> status.accept(ended.exitValue()));
  }

  /** Ends the process. Returns when the log has all of its output. */
  @Override
  public void close() {
    // Process.destroy would close the output before it has been read.
    process.toHandle().destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
      }
      log.join();
      deleteTemporary();
      Runtime.getRuntime().removeShutdownHook(shutdown);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // The JVM is shutting down, so the hook is running already.
    }
  }

  /** Ends the process while this one ends. */
  private void end() {
    process.destroy();
    try {
      process.waitFor(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    deleteTemporary();
  }

  private void deleteTemporary() {
    try {
      temporary.close();
    } catch (IOException e) {
      // The next process deletes it.
    }
  }

  private static void copy(Process process, PrintStream log) {
    try {
      process.getInputStream().transferTo(log);
      log.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("failed to read the function's log", e);
    }
  }
}
