package cruddur.commands.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Throws an {@link OutputException} if the output cannot be written. A {@link java.io.PrintWriter}
 * swallows an {@link IOException}, so that a command would continue without a reader.
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

  private static void attempt(Write write) {
    try {
      write.run();
    } catch (IOException e) {
      throw new OutputException(e);
    }
  }

  @FunctionalInterface
  private interface Write {
    void run() throws IOException;
  }
}
