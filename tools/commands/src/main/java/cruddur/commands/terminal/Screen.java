package cruddur.commands.terminal;

/** How wide the terminal is that the output goes to; the launcher tells. */
public final class Screen {

  /** Set by {@code bin/cruddur} when the output is a terminal. */
  private static final String COLUMNS = "cruddur.columns";

  private Screen() {}

  /** Whether the output goes to a terminal. */
  public static boolean isTerminal() {
    return columns() < Integer.MAX_VALUE;
  }

  /**
   * The terminal's columns; no end of them where the output is no terminal, so that nothing is cut.
   */
  public static int columns() {
    return Integer.getInteger(COLUMNS, Integer.MAX_VALUE);
  }
}
