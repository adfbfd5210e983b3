package cruddur.commands.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Output that throws an {@link OutputException} when it cannot be written: a {@link
 * java.io.PrintWriter} swallows an {@link IOException}, and so a command would go on for nobody.
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
      throw new OutputException(e);
    }
  }

  @FunctionalInterface
  private interface Writing {
    void write() throws IOException;
  }
}
