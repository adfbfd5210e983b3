package cruddur.commands.terminal;

import java.io.PrintWriter;

/** Says now and then how far long work is, when errors go to a terminal; the launcher tells. */
public final class Progress {

  /** Set by {@code bin/cruddur} when standard error is a terminal. */
  private static final String SHOWN = "cruddur.progress";

  private static final long TOLD_EVERY = 10_000;

  private final PrintWriter err;
  private final String things;
  private long told;

  /**
   * Progress that begins with 0.
   *
   * @param things what is counted, such as {@code rows}
   */
  public Progress(PrintWriter err, String things) {
    this.err = err;
    this.things = things;
  }

  /** So many are done by now. */
  public void reached(long count) {
    if (count / TOLD_EVERY > told / TOLD_EVERY && Boolean.getBoolean(SHOWN)) {
      told = count;
      err.printf("  %d %s%n", count, things);
      err.flush();
    }
  }
}
