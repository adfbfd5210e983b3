package cruddur.commands.terminal;

import java.io.PrintWriter;

/** Prints the progress of long work if standard error is a terminal. */
public final class Progress {

  /** Set by {@code bin/cruddur} when standard error is a terminal. */
  private static final String ENABLED = "cruddur.progress";

  private static final long INTERVAL = 10_000;

  private final PrintWriter err;
  private final String unit;
  private long printed;

  /**
   * Starts at 0.
   *
   * @param unit what is counted, such as {@code rows}
   */
  public Progress(PrintWriter err, String unit) {
    this.err = err;
    this.unit = unit;
  }

  /** Reports how many are done. */
  public void reached(long count) {
    if (count / INTERVAL > printed / INTERVAL && Boolean.getBoolean(ENABLED)) {
      printed = count;
      err.printf("  %d %s%n", count, unit);
      err.flush();
    }
  }
}
