package cruddur.local.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {

  private static final String STREAM = "arn:aws:dynamodb:us-east-1:0:table/t/stream/1";
  private static final String OTHER_STREAM = "arn:aws:dynamodb:us-east-1:0:table/t/stream/2";
  private static final Checkpoint SEVEN = new Checkpoint("7", Optional.of("an-event"));

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("checkpoints");
  }

  @Test
  void theyAreKept() {
    Checkpoints first = Checkpoints.inFile(file);
    assertEquals(Optional.empty(), first.begin(STREAM));
    first.move(STREAM, "shard", SEVEN);
    Checkpoints second = Checkpoints.inFile(file);
    assertEquals(Optional.empty(), second.begin(STREAM));
    assertEquals(Optional.of(SEVEN), second.of("shard"));
    assertEquals(Optional.empty(), second.of("another"));
  }

  @Test
  void thoseOfAnotherStreamAreNotUsed() {
    Checkpoints first = Checkpoints.inFile(file);
    first.begin(OTHER_STREAM);
    first.move(OTHER_STREAM, "shard", SEVEN);
    Checkpoints second = Checkpoints.inFile(file);
    assertEquals(
        Optional.of("The stream's checkpoints are those of another stream."), second.begin(STREAM));
    assertEquals(Optional.empty(), second.of("shard"));
  }

  @Test
  void aLateMoveInAnEarlierStreamChangesNothing() {
    Checkpoints checkpoints = Checkpoints.inMemory();
    checkpoints.begin(OTHER_STREAM);
    checkpoints.begin(STREAM);
    checkpoints.move(OTHER_STREAM, "shard", SEVEN);
    assertEquals(Optional.empty(), checkpoints.of("shard"));
  }

  @Test
  void thoseOfEarlierVersionsAreUsed() throws IOException {
    Files.writeString(file, "#Sat Nov 28 10:00:00 UTC 2026\nshard=000000000000000000007\n");
    Checkpoints checkpoints = Checkpoints.inFile(file);
    assertEquals(Optional.empty(), checkpoints.begin(STREAM));
    assertEquals(
        Optional.of(new Checkpoint("000000000000000000007", Optional.empty())),
        checkpoints.of("shard"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shard=seven", "shard=\\u00zz", "shard=", "\0\0\0\0", "{\"shard\": 7}"})
  void aDamagedFileIsNamed(String content) throws IOException {
    Files.writeString(file, content);
    Checkpoints checkpoints = Checkpoints.inFile(file);
    assertEquals(
        Optional.of(
            "The stream's checkpoints could not be read: the file %s is damaged.".formatted(file)),
        checkpoints.begin(STREAM));
    assertEquals(Optional.empty(), checkpoints.of("shard"));
    checkpoints.move(STREAM, "shard", SEVEN);
    assertEquals(Optional.empty(), Checkpoints.inFile(file).begin(STREAM));
  }

  @Test
  void anEmptyFileIsNamed() throws IOException {
    Files.createFile(file);
    assertEquals(
        Optional.of(
            "The stream's checkpoints could not be read: the file %s is empty.".formatted(file)),
        Checkpoints.inFile(file).begin(STREAM));
  }
}
