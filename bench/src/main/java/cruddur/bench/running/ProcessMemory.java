package cruddur.bench.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of a process, as Linux reports it.
 *
 * @param status the process's {@code /proc/PID/status}
 */
public record ProcessMemory(Path status) {

  private static final double KIB_OF_MIB = 1024;

  /** What a process that can be measured needs, for a row without a result. */
  public static final String NOT_AVAILABLE = "Linux reports it in /proc";

  public static boolean isAvailable() {
    return Files.exists(Path.of("/proc/self/status"));
  }

  public static ProcessMemory of(long pid) {
    return new ProcessMemory(Path.of("/proc", Long.toString(pid), "status"));
  }

  /** The resident set, in MiB. */
  public double residentMib() throws IOException {
    return mib("VmRSS:");
  }

  /** The largest resident set that the process has had, in MiB. */
  public double peakMib() throws IOException {
    return mib("VmHWM:");
  }

  private double mib(String field) throws IOException {
    return Files.readAllLines(status).stream()
            .filter(line -> line.startsWith(field))
            .map(line -> line.replaceAll("\\D", ""))
            .mapToDouble(Double::parseDouble)
            .findFirst()
            .orElseThrow()
        / KIB_OF_MIB;
  }
}
