package cruddur.bench.running;

import cruddur.local.LocalSystem;
import cruddur.local.SystemOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Starts local systems in this process, in memory and without a log. */
public final class QuietSystem {

  private QuietSystem() {}

  /**
   * Starts a system on free ports.
   *
   * @param home the project's folder
   * @param parameters values of the template's parameters
   */
  public static LocalSystem start(Path home, Map<String, String> parameters) throws IOException {
    return LocalSystem.start(
        SystemOptions.inMemory(home.resolve("template.yaml")).withParameters(parameters),
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }
}
