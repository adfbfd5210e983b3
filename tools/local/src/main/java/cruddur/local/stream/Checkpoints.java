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
 * How far each shard has been dealt with, by sequence number. Where the stream outlives the process
 * it is kept in a file, as Lambda keeps it: else a later start would give up as too old what was
 * processed long ago.
 */
public final class Checkpoints {

  private final Properties sequenceNumbers = new Properties();
  private final Optional<Path> file;

  private Checkpoints(Optional<Path> file) {
    this.file = file;
  }

  /** Forgets with the process. */
  public static Checkpoints inMemory() {
    return new Checkpoints(Optional.empty());
  }

  /** Keeps them in a file of its own, which need not exist yet. */
  public static Checkpoints keptIn(Path file) {
    Checkpoints checkpoints = new Checkpoints(Optional.of(file));
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        checkpoints.sequenceNumbers.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(file + " cannot be read", e);
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
    Path whole = path.resolveSibling(path.getFileName() + ".new");
    try {
      try (Writer writer = Files.newBufferedWriter(whole)) {
        sequenceNumbers.store(writer, null);
      }
      Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be written", e);
    }
  }
}
