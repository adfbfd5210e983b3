package cruddur.handler.snapstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The classes that requests load, of this project, the SDK, and what they use: recorded from every
 * access pattern, writes included, which priming must not send. A test records them anew and fails
 * when the list is stale.
 */
public final class PrimedClasses {

  /** One name a line, in alphabetical order. */
  public static final String LIST = "/priming/classes.txt";

  private PrimedClasses() {}

  /**
   * Loads and initialises them; one that is not there, after a change of version, is passed over.
   */
  static void load() throws IOException {
    ClassLoader loader = PrimedClasses.class.getClassLoader();
    try (InputStream list = PrimedClasses.class.getResourceAsStream(LIST);
        BufferedReader names =
            new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
      names.lines().forEach(name -> load(name, loader));
    }
  }

  private static void load(String name, ClassLoader loader) {
    try {
      Class.forName(name, true, loader);
    } catch (ClassNotFoundException | LinkageError passedOver) {
      // Priming is for speed alone: what cannot be loaded now is loaded, or fails clearly, when a
      // request needs it.
    }
  }
}
