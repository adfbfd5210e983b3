package cruddur.commands.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Statements that stand in files beside the class that runs them. */
public final class SqlFile {

  private SqlFile() {}

  /** The text of a file in the package of a class. */
  public static String read(Class<?> beside, String name) {
    try (InputStream file = beside.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(
            "%s is not beside %s".formatted(name, beside.getSimpleName()));
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
