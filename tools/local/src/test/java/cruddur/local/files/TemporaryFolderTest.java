package cruddur.local.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

  @TempDir Path parent;

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void onlyItsOwnerCanReadIt() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create(parent, "kind-")) {
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())));
    }
  }

  @Test
  void itIsDeletedWithItsContentWhenItIsClosed() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create(parent, "kind-")) {
      Files.writeString(
          Files.createDirectories(folder.path().resolve("inner")).resolve("file"), "content");
    }
    assertEquals(List.of(), content());
  }

  @Test
  void theFolderOfARunningProcessStays() throws IOException {
    try (TemporaryFolder first = TemporaryFolder.create(parent, "kind-");
        TemporaryFolder second = TemporaryFolder.create(parent, "kind-")) {
      assertTrue(Files.isDirectory(first.path()));
      assertTrue(Files.isDirectory(second.path()));
    }
  }

  @Test
  void theFolderOfAKilledProcessIsDeletedByTheNext() throws IOException {
    Path killed = Files.createDirectory(parent.resolve("kind-killed"));
    Files.createFile(killed.resolve("lock"));
    Files.writeString(killed.resolve("library.so"), "content");
    List<Path> announced = new ArrayList<>();
    try (TemporaryFolder _ = TemporaryFolder.create(parent, "kind-", announced::add)) {
      assertFalse(Files.exists(killed));
    }
    assertEquals(List.of(killed), announced);
  }

  @Test
  void aFolderWithoutALockIsDeletedOnceItIsNotNew() throws IOException {
    Path isNew = Files.createDirectory(parent.resolve("kind-new"));
    Path old = Files.createDirectory(parent.resolve("kind-old"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    try (TemporaryFolder _ = TemporaryFolder.create(parent, "kind-")) {
      assertTrue(Files.exists(isNew));
      assertFalse(Files.exists(old));
    }
  }

  @Test
  void foldersOfOtherKindsAndLinksStay(@TempDir Path elsewhere) throws IOException {
    Path other = Files.createDirectory(parent.resolve("other-killed"));
    Files.createFile(other.resolve("lock"));
    Files.createFile(elsewhere.resolve("lock"));
    Files.createSymbolicLink(parent.resolve("kind-link"), elsewhere);
    try (TemporaryFolder _ = TemporaryFolder.create(parent, "kind-")) {
      assertTrue(Files.exists(other.resolve("lock")));
      assertTrue(Files.exists(elsewhere.resolve("lock")));
    }
  }

  private List<Path> content() throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.toList();
    }
  }
}
