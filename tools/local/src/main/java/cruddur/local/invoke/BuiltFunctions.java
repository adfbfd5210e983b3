package cruddur.local.invoke;

import cruddur.toolkit.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * What has been built of the functions, each as a folder with its classes at the top and its
 * libraries in {@code lib/}.
 *
 * @param home the project's folder
 * @param samBuild what {@code sam build} has made, {@code .aws-sam/build} unless it was told
 *     otherwise
 */
record BuiltFunctions(Path home, Path samBuild) {

  /** What {@code sam build} makes the functions of. */
  private static final List<String> SOURCES = List.of("functions/pom.xml", "functions/src/main");

  /**
   * A function's folder: that of {@code sam build} where it is there and no source is younger, else
   * Maven's, which holds the same.
   *
   * @throws StartupException when there is neither
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
        "Nothing is built, neither "
            + bySam
            + " nor "
            + byMaven
            + ": run sam build, or bin/up once");
  }

  private boolean isCurrent() throws IOException {
    Path writtenLast = samBuild.resolve("template.yaml");
    if (!Files.exists(writtenLast)) {
      return false;
    }
    FileTime built = Files.getLastModifiedTime(writtenLast);
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
