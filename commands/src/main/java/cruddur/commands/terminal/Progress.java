package cruddur.commands.terminal;

import java.io.PrintWriter;

/** Says now and then, on standard error, how far long work has come. */
public final class Progress {

  private final PrintWriter err;
  private final String things;
  private final long every;
  private long told;

  /**
   * Progress that begins with 0.
   *
   * @param things what is counted, such as {@code rows}
   * @param every how many there are between two lines
   */
  public Progress(PrintWriter err, String things, long every) {
    this.err = err;
    this.things = things;
    this.every = every;
  }

  /** So many are done by now. */
  public void reached(long count) {
    if (count / every > told / every) {
      told = count;
      err.printf("  %d %s%n", count, things);
      err.flush();
    }
  }
}
