package cruddur.commands.terminal;

import java.io.IOException;
import java.util.Locale;

/** The output cannot be written. */
public final class OutputException extends RuntimeException {

  private static final long serialVersionUID = 1;

  OutputException(IOException cause) {
    super("The output cannot be written: " + cause.getMessage(), cause);
  }

  /** Whether it is because whoever read it has gone, as {@code head} does: no failure of ours. */
  boolean isForWantOfReader() {
    // Only the system's text tells, in whatever language: "Broken pipe".
    return String.valueOf(getCause().getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
  }
}
