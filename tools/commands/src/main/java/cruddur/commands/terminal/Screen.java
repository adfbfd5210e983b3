package cruddur.commands.terminal;

/** The terminal that the output goes to. */
public final class Screen {

  /** Set by {@code bin/cruddur} if standard output is a terminal. */
  private static final String COLUMNS = "cruddur.columns";

  private Screen() {}

  /** Whether the output goes to a terminal. */
  public static boolean isTerminal() {
    return columns() < Integer.MAX_VALUE;
  }

  /** The width of the terminal; unlimited if the output is not a terminal. */
  public static int columns() {
    return Integer.getInteger(COLUMNS, Integer.MAX_VALUE);
  }
}
