package cruddur.local.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A folder of this process, which is deleted when it is closed. The next process with a folder of
 * the same kind deletes those of killed processes: nobody holds their locks.
 */
public final class TemporaryFolder implements AutoCloseable {

  /** How old a folder without a lock must be: its process may be about to lock it. */
  private static final Duration CREATION = Duration.ofMinutes(1);

  private final Path path;
  private final FolderLock lock;

  private TemporaryFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Creates a folder that only its owner can read.
   *
   * @param parent an existing folder; it may be one that all users share
   * @param kind the beginning of the folder's name
   */
  public static TemporaryFolder create(Path parent, String kind) throws IOException {
    return create(parent, kind, _ -> {});
  }

  /**
   * Creates a folder that only its owner can read.
   *
   * @param beforeDeletion receives each folder of a killed process before it is deleted
   */
  public static TemporaryFolder create(Path parent, String kind, Consumer<Path> beforeDeletion)
      throws IOException {
    deleteAbandoned(parent, kind, beforeDeletion);
    Path path = Files.createTempDirectory(parent, kind);
    return new TemporaryFolder(
        path,
        FolderLock.of(path)
            .orElseThrow(() -> new IOException("another process has locked " + path)));
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    FolderContent.delete(path);
    lock.close();
  }

  private static void deleteAbandoned(Path parent, String kind, Consumer<Path> beforeDeletion)
      throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, kind + "*")) {
      for (Path folder : folders) {
        deleteIfAbandoned(folder, beforeDeletion);
      }
    }
  }

  private static void deleteIfAbandoned(Path folder, Consumer<Path> beforeDeletion) {
    try {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !isComplete(folder)) {
        return;
      }
      Optional<FolderLock> lock = FolderLock.of(folder);
      if (lock.isPresent()) {
        try (FolderLock _ = lock.get()) {
          beforeDeletion.accept(folder);
          FolderContent.delete(folder);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // Another process deletes it too, or may delete it later.
    }
  }

  private static boolean isComplete(Path folder) throws IOException {
    return Files.exists(folder.resolve(FolderLock.FILE))
        || Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(CREATION));
  }
}
