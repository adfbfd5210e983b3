package cruddur.local.invoke;

import cruddur.toolkit.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * The built functions, each a folder of classes with its libraries in {@code lib/}.
 *
 * @param home the project's folder
 * @param samBuild the output folder of {@code sam build}
 */
record BuiltFunctions(Path home, Path samBuild) {

  /** What {@code sam build} builds the functions from. */
  private static final List<String> SOURCES = List.of("functions/pom.xml", "functions/src/main");

  /**
   * Returns a function's folder: SAM's if it exists and no source is newer, otherwise Maven's,
   * which has the same content.
   *
   * @throws StartupException if neither exists
   */
  Path folderOf(String function) throws IOException {
    Path bySam = samBuild.resolve(function);
    if (Files.isDirectory(bySam) && isCurrent()) {
      return bySam;
    }
    Path byMaven = home.resolve("functions/target/function");
    if (Files.isDirectory(byMaven)) {
      return byMaven;
    }
    throw new StartupException(
        "The function is not built: neither "
            + bySam
            + " nor "
            + byMaven
            + " exists. Run sam build, or bin/up once.");
  }

  private boolean isCurrent() throws IOException {
    Path template = samBuild.resolve("template.yaml");
    if (!Files.exists(template)) {
      return false;
    }
    // SAM writes the template last.
    FileTime built = Files.getLastModifiedTime(template);
    for (String source : SOURCES) {
      try (Stream<Path> files = Files.walk(home.resolve(source))) {
        for (Path file : (Iterable<Path>) files::iterator) {
          if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
