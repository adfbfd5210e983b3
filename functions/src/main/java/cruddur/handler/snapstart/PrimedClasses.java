package cruddur.handler.snapstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Loads the classes that requests use, writes included, which priming must not send. {@code
 * PrimingTest} records the list and fails if it is stale.
 */
public final class PrimedClasses {

  public static final String LIST = "/priming/classes.txt";

  private PrimedClasses() {}

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
    } catch (ClassNotFoundException | LinkageError ignored) {
      // Priming only saves time: a class that is needed will be loaded, or fail, in a request.
    }
  }
}
