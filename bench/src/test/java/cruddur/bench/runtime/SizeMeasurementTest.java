package cruddur.bench.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SizeMeasurementTest {

  @TempDir private Path folder;

  @Test
  void theSizeIsThatOfTheCompressedFilesInAllFolders() throws Exception {
    byte[] random = new byte[10_000];
    new Random(7).nextBytes(random);
    Files.write(Files.createDirectory(folder.resolve("lib")).resolve("random.jar"), random);
    Files.write(folder.resolve("zeros.class"), new byte[1_000_000]);

    long size = SizeMeasurement.zippedBytes(folder);

    assertTrue(size > 10_000 && size < 15_000, () -> size + " bytes");
  }
}
