package cruddur.local.cognito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A file that only its owner can read, and that is replaced atomically. */
record OwnerOnlyFile(Path path) {

  /** Returns the content; empty if the file does not exist. */
  Optional<byte[]> read() {
    try {
      return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " could not be read", e);
    }
  }

  void write(byte[] content) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Path complete =
          Files.createTempFile(
              path.toAbsolutePath().getParent(), path.getFileName().toString(), ".new");
      if (Files.getFileStore(complete).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(complete, PosixFilePermissions.fromString("rw-------"));
      }
      Files.write(complete, content);
      Files.move(
          complete, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " could not be written", e);
    }
  }
}
