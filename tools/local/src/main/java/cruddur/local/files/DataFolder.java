package cruddur.local.files;

import cruddur.toolkit.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The folder that keeps a local system's data between runs. Only its owner can read the data, and
 * only one process at a time uses it.
 */
public final class DataFolder implements AutoCloseable {

  /** The users of the local user pool. */
  public static final String USERS = "users.json";

  /** The key that signs tokens. */
  public static final String ISSUER_KEY = "issuer-key.json";

  /** The stream's position. */
  public static final String CHECKPOINTS = "checkpoints";

  /** DynamoDB Local's database. SQLite puts files beside it whose names begin with this one. */
  public static final String DATABASE = "shared-local-instance.db";

  /** Postgres's data. */
  public static final String POSTGRES = "postgres";

  private static final String SQLITE_HEADER = "SQLite format 3\0";

  private static final List<String> NAMES =
      List.of(USERS, ISSUER_KEY, CHECKPOINTS, DATABASE, POSTGRES, FolderLock.FILE);

  private static final String ANOTHER = " Choose another with --data DIR.";

  /** SQLite reports a disk that fills up while it creates a database as an internal error. */
  private static final long MIN_FREE_BYTES = 1 << 20;

  private final Path path;
  private final FolderLock lock;

  private DataFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens a folder, which is created if it does not exist.
   *
   * @throws StartupException if it cannot be created or written, or another process uses it
   */
  public static DataFolder open(Path folder) {
    Path path = create(folder);
    FolderLock lock = lock(path);
    DataFolder opened = new DataFolder(path, lock);
    try {
      opened.prepare();
      return opened;
    } catch (IOException e) {
      opened.close();
      throw unwritable(path, e);
    } catch (StartupException e) {
      opened.close();
      throw e;
    }
  }

  /** The absolute path. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException ignored) {
      // The operating system releases the lock when the process ends.
    }
  }

  private static Path create(Path folder) {
    try {
      boolean isNew = !Files.exists(folder);
      Path path = Files.createDirectories(folder).toRealPath();
      if (isNew) {
        OwnerPermissions.set(path);
      }
      return path;
    } catch (FileAlreadyExistsException e) {
      throw new StartupException(folder + " is not a directory." + ANOTHER, e);
    } catch (IOException e) {
      throw new StartupException(
          "Directory %s could not be created (%s).%s".formatted(folder, reason(e), ANOTHER), e);
    }
  }

  private static FolderLock lock(Path path) {
    try {
      Optional<FolderLock> lock = FolderLock.of(path);
      return lock.orElseThrow(() ->
          new StartupException(
              "Directory "
                  + path
                  + " is in use by another bin/up. Stop that one, or choose another"
                  + " directory with --data DIR."));
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private void prepare() throws IOException {
    if (Files.getFileStore(path).getUsableSpace() < MIN_FREE_BYTES) {
      throw new StartupException("The disk of directory " + path + " is full." + ANOTHER);
    }
    Path database = path.resolve(DATABASE);
    if (!Files.exists(database)) {
      // SQLite gives the files beside its database the permissions of the database.
      Files.createFile(database);
    }
    requireDatabase(database);
    List<Path> own = new ArrayList<>();
    boolean hasOthers = false;
    try (DirectoryStream<Path> content = Files.newDirectoryStream(path)) {
      for (Path file : content) {
        String name = file.getFileName().toString();
        if (NAMES.stream().noneMatch(name::startsWith)) {
          hasOthers = true;
        } else if (name.endsWith(OwnerOnlyFile.INCOMPLETE)) {
          // A process was killed while it wrote the file.
          Files.delete(file);
        } else {
          own.add(file);
        }
      }
    }
    for (Path file : own) {
      OwnerPermissions.set(file);
    }
    if (!hasOthers) {
      OwnerPermissions.set(path);
    }
  }

  private static void requireDatabase(Path database) throws IOException {
    byte[] header = SQLITE_HEADER.getBytes(StandardCharsets.US_ASCII);
    try (InputStream in = Files.newInputStream(database)) {
      byte[] start = in.readNBytes(header.length);
      if (start.length > 0 && !Arrays.equals(start, header)) {
        throw new StartupException(
            "The database "
                + database
                + " is damaged. Move it away, or choose another directory with"
                + " --data DIR.");
      }
    }
  }

  private static StartupException unwritable(Path path, IOException e) {
    return new StartupException(
        "Directory %s cannot be used (%s).%s".formatted(path, reason(e), ANOTHER), e);
  }

  /** The reason of the operating system, in one line. */
  private static String reason(IOException e) {
    String reason =
        e instanceof FileSystemException failure && failure.getReason() != null
            ? failure.getReason()
            : e.getClass().getSimpleName().replaceFirst("Exception$", "");
    return reason.lines().findFirst().orElse("").strip();
  }
}
