package cruddur.local.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A file that only its owner can read, and that is replaced atomically. */
public record OwnerOnlyFile(Path path) {

  /** The end of the names of files that are not complete yet. */
  static final String INCOMPLETE = ".new";

  /** Returns the content; empty if the file does not exist. */
  public Optional<byte[]> read() {
    try {
      return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " could not be read", e);
    }
  }

  /** Replaces the content. */
  public void write(byte[] content) {
    try {
      Path complete =
          Files.createTempFile(
              path.toAbsolutePath().getParent(), path.getFileName().toString(), INCOMPLETE);
      OwnerPermissions.set(complete);
      Files.write(complete, content);
      Files.move(
          complete, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " could not be written", e);
    }
  }
}
