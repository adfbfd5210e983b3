package cruddur.bench.runtime;

import java.io.IOException;
import java.util.List;

/** One core of this machine for a process, as a function of up to 1,769 MB has in Lambda. */
final class PinnedCore {

  private PinnedCore() {}

  /** The words before a command that restrict it to the machine's last core. */
  static List<String> launcher() {
    int last = Runtime.getRuntime().availableProcessors() - 1;
    return List.of("taskset", "-c", String.valueOf(last));
  }

  /** Whether this machine has the command, which is part of Linux distributions. */
  static boolean isAvailable() throws InterruptedException {
    try {
      return new ProcessBuilder(List.of("taskset", "--version"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
