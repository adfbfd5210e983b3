package cruddur.bench.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run of measurements.
 *
 * @param home the project's folder
 * @param python an interpreter with boto3
 * @param progress receives a line for each step
 */
public record BenchRun(Scale scale, Path home, Optional<Path> python, PrintStream progress) {

  public void step(String text) {
    progress.println("  " + text);
  }
}
