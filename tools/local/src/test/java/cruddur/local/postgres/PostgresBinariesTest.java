package cruddur.local.postgres;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

  @TempDir Path folder;
  private Path program;

  @BeforeEach
  void unpack() throws IOException {
    program = Files.createDirectories(folder.resolve("PG-1/bin")).resolve("postgres");
    Files.writeString(program, "half of");
  }

  @Test
  void whatAKilledProcessHasUnpackedIsDeleted() throws IOException {
    new PostgresBinaries(folder).deleteIncomplete();
    assertFalse(Files.exists(folder.resolve("PG-1")));
  }

  @Test
  void completeBinariesStay() throws IOException {
    Files.createFile(folder.resolve("PG-1/.exists"));
    new PostgresBinaries(folder).deleteIncomplete();
    assertTrue(Files.exists(program));
  }

  @Test
  void whatAnotherProcessUnpacksStays() throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("PG-1/epg-lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      new PostgresBinaries(folder).deleteIncomplete();
      assertTrue(Files.exists(program));
    }
  }

  @Test
  void noBinariesAreNoError() throws IOException {
    new PostgresBinaries(folder.resolve("absent")).deleteIncomplete();
  }
}
