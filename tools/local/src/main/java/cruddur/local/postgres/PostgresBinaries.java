package cruddur.local.postgres;

import cruddur.local.files.FolderContent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder that EmbeddedPostgres unpacks its binaries into. */
record PostgresBinaries(Path folder) {

  /** EmbeddedPostgres writes it after all other files. */
  private static final String COMPLETE = ".exists";

  /** EmbeddedPostgres locks it while it unpacks. */
  private static final String LOCK = "epg-lock";

  /** Deletes what a killed process has unpacked in part: EmbeddedPostgres would keep such files. */
  void deleteIncomplete() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> versions = Files.newDirectoryStream(folder, "PG-*")) {
      for (Path version : versions) {
        if (!Files.exists(version.resolve(COMPLETE)) && isUnlocked(version)) {
          FolderContent.delete(version);
        }
      }
    }
  }

  private static boolean isUnlocked(Path version) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            version.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
