package cruddur.local.files;

import cruddur.toolkit.StartupException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The folder that DynamoDB Local unpacks its native library into. It leaves the library in the
 * folder of temporary files if its process is killed.
 */
public final class NativeLibraries {

  /** Read by the loader of DynamoDB Local's SQLite. */
  private static final String DIRECTORY = "org.sqlite.tmpdir";

  private NativeLibraries() {}

  /**
   * Starts to use a folder of this process.
   *
   * @throws StartupException if it cannot be created
   */
  public static TemporaryFolder start() {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      TemporaryFolder folder = TemporaryFolder.create(parent, "cruddur-up-");
      System.setProperty(DIRECTORY, folder.path().toString());
      return folder;
    } catch (IOException e) {
      throw new StartupException(
          "The folder for temporary files %s cannot be written. Name another with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR."
              .formatted(parent),
          e);
    }
  }
}
