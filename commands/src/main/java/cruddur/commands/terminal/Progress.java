package cruddur.commands.terminal;

import java.io.PrintWriter;

/** Says how far long work is, when errors go to a terminal; the launcher tells. */
public record Progress(PrintWriter err) {

  /** Set by {@code bin/cruddur} when standard error is a terminal. */
  private static final String SHOWN = "cruddur.progress";

  private static final long TOLD_EVERY = 10_000;

  /** Tells, now and then, how many rows have been read so far. */
  public void rowsRead(long rows) {
    if (rows % TOLD_EVERY == 0 && Boolean.getBoolean(SHOWN)) {
      err.printf("  %d rows%n", rows);
      err.flush();
    }
  }
}
