package cruddur.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The processor time of a command with all of its processes, as the shell counts it. */
final class CpuTime {

  /** The shell's {@code times}: user and system time of itself, then of its children. */
  private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

  private static final double SECONDS_OF_MINUTE = 60;

  private CpuTime() {}

  /**
   * Runs a command.
   *
   * @return seconds
   * @throws IOException if the command fails
   */
  static double seconds(List<String> command) throws IOException, InterruptedException {
    List<String> shell = new ArrayList<>(List.of("sh", "-c", "\"$@\" >/dev/null && times", "sh"));
    shell.addAll(command);
    Process process =
        new ProcessBuilder(shell).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command.getFirst() + " failed");
    }
    return ofChildren(output);
  }

  /** The sum of the last two times in the output of {@code times}. */
  static double ofChildren(String times) {
    List<MatchResult> all = TIME.matcher(times).results().toList();
    if (all.size() != 4) {
      throw new IllegalArgumentException("not the output of times: " + times);
    }
    return all.subList(2, 4).stream().mapToDouble(CpuTime::seconds).sum();
  }

  private static double seconds(MatchResult time) {
    return Double.parseDouble(time.group(1)) * SECONDS_OF_MINUTE
        + Double.parseDouble(time.group(2));
  }
}
