package cruddur.local.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Access for the owner alone, where the file system has such permissions. */
final class OwnerPermissions {

  private static final String OF_FILE = "rw-------";
  private static final String OF_DIRECTORY = "rwx------";

  private OwnerPermissions() {}

  /** Takes the access of all other users away from a file or a directory. */
  static void set(Path path) throws IOException {
    if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(Files.isDirectory(path) ? OF_DIRECTORY : OF_FILE));
    }
  }
}
