package cruddur.commands.terminal;

import java.io.IOException;
import java.util.Locale;

/** Standard output cannot be written. */
public final class OutputException extends RuntimeException {

  private static final long serialVersionUID = 1;

  OutputException(IOException cause) {
    super("The output cannot be written: " + cause.getMessage(), cause);
  }

  /** Whether the reader has closed the pipe, as {@code head} does; this is not a failure. */
  boolean isBrokenPipe() {
    // Only the text of the operating system tells; all translations contain the word.
    return String.valueOf(getCause().getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
  }
}
