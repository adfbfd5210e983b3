package cruddur.local.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.toolkit.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir Path parent;

  @Test
  void aSecondProcessIsRefused() {
    Path path = parent.resolve("data");
    try (DataFolder folder = DataFolder.open(path)) {
      assertEquals(
          "Directory %s is in use by another bin/up. Stop that one, or choose another directory with --data DIR."
              .formatted(folder.path()),
          assertThrows(StartupException.class, () -> DataFolder.open(path)).getMessage());
    }
    DataFolder.open(path).close();
  }

  @Test
  void aFileIsRefused() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    assertEquals(
        file + " is not a directory. Choose another with --data DIR.",
        assertThrows(StartupException.class, () -> DataFolder.open(file)).getMessage());
    Path inFile = file.resolve("data");
    assertEquals(
        "Directory %s could not be created (Not a directory). Choose another with --data DIR."
            .formatted(inFile),
        assertThrows(StartupException.class, () -> DataFolder.open(inFile)).getMessage());
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsRefused() throws IOException {
    Path data = Files.createDirectory(parent.resolve("data"));
    Files.createDirectory(data.resolve("lock"));
    assertEquals(
        "Directory %s cannot be used (Is a directory). Choose another with --data DIR."
            .formatted(data.toRealPath()),
        assertThrows(StartupException.class, () -> DataFolder.open(data)).getMessage());
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void onlyItsOwnerCanReadTheData() throws IOException {
    Path path = parent.resolve("data");
    try (DataFolder folder = DataFolder.open(path)) {
      assertEquals("rwx------", permissions(folder.path()));
      assertEquals("rw-------", permissions(path.resolve(DataFolder.DATABASE)));
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void dataOfEarlierVersionsIsClosedToOthers() throws IOException {
    Path path = Files.createDirectory(parent.resolve("data"));
    List<String> names =
        List.of("shared-local-instance.db", "shared-local-instance.db-wal", "users.json");
    for (String name : names) {
      Files.createFile(path.resolve(name));
    }
    setPermissions("rwxr-xr-x", path);
    DataFolder.open(path).close();
    for (String name : names) {
      assertEquals("rw-------", permissions(path.resolve(name)));
    }
    assertEquals("rwx------", permissions(path));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void otherFilesKeepTheirPermissions() throws IOException {
    Path path = Files.createDirectory(parent.resolve("data"));
    Path other = Files.createFile(path.resolve("notes.txt"));
    setPermissions("rw-r--r--", other);
    setPermissions("rwxr-xr-x", path);
    DataFolder.open(path).close();
    assertEquals("rw-r--r--", permissions(other));
    assertEquals("rwxr-xr-x", permissions(path));
    assertEquals("rw-------", permissions(path.resolve(DataFolder.DATABASE)));
  }

  @Test
  void whatAKilledProcessWasWritingIsDeleted() throws IOException {
    Path path = Files.createDirectory(parent.resolve("data"));
    Path incomplete = Files.createFile(path.resolve("users.json123.new"));
    Path other = Files.createFile(path.resolve("notes.new"));
    DataFolder.open(path).close();
    assertFalse(Files.exists(incomplete));
    assertTrue(Files.exists(other));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void setPermissions(String permissions, Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
