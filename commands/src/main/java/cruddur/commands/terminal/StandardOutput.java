package cruddur.commands.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Output that says when it cannot be written, as unchecked exceptions: those pass through a {@link
 * java.io.PrintWriter}, which swallows an {@link IOException}.
 *
 * <p>{@link ClosedOutputException} when nobody reads it any more, {@link CommandFailedException}
 * for any other reason, such as a full disk.
 */
public final class StandardOutput extends FilterOutputStream {

  public StandardOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) {
    attempt(() -> out.write(b));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    attempt(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() {
    attempt(out::flush);
  }

  private static void attempt(Writing writing) {
    try {
      writing.write();
    } catch (IOException e) {
      // Only the text of the system's error tells, in whatever language: "Broken pipe".
      String reason = String.valueOf(e.getMessage());
      if (reason.toLowerCase(Locale.ROOT).contains("pipe")) {
        throw new ClosedOutputException(e);
      }
      throw new CommandFailedException("The output cannot be written: " + reason, e);
    }
  }

  @FunctionalInterface
  private interface Writing {
    void write() throws IOException;
  }
}
