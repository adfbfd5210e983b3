package cruddur.local.stream;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * The sequence number of the last record that was processed or discarded in each shard. They are
 * kept in a file if the stream outlives the process; otherwise a later start would discard
 * processed records as too old.
 */
public final class Checkpoints {

  private final Properties sequenceNumbers = new Properties();
  private final Optional<Path> file;

  private Checkpoints(Optional<Path> file) {
    this.file = file;
  }

  /** Checkpoints that last as long as the process. */
  public static Checkpoints inMemory() {
    return new Checkpoints(Optional.empty());
  }

  /** Checkpoints in a file, which need not exist yet. */
  public static Checkpoints inFile(Path file) {
    Checkpoints checkpoints = new Checkpoints(Optional.of(file));
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        checkpoints.sequenceNumbers.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(file + " could not be read", e);
      }
    }
    return checkpoints;
  }

  synchronized Optional<String> of(String shardId) {
    return Optional.ofNullable(sequenceNumbers.getProperty(shardId));
  }

  synchronized void move(String shardId, String sequenceNumber) {
    sequenceNumbers.setProperty(shardId, sequenceNumber);
    file.ifPresent(this::write);
  }

  private void write(Path path) {
    Path complete = path.resolveSibling(path.getFileName() + ".new");
    try {
      try (Writer writer = Files.newBufferedWriter(complete)) {
        sequenceNumbers.store(writer, null);
      }
      Files.move(
          complete, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " could not be written", e);
    }
  }
}
