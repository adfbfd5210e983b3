package cruddur.local.cognito;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A file that its owner alone can read, and that is there whole or not at all. */
record OwnerOnlyFile(Path path) {

  /** What it holds; empty when it is not there. */
  Optional<byte[]> read() {
    try {
      return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    }
  }

  void write(byte[] content) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Path whole =
          Files.createTempFile(
              path.toAbsolutePath().getParent(), path.getFileName().toString(), ".new");
      if (Files.getFileStore(whole).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rw-------"));
      }
      Files.write(whole, content);
      Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be written", e);
    }
  }
}
