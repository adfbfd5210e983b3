package cruddur.local.stream;

import cruddur.local.files.OwnerOnlyFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The last record of each shard that was processed or discarded. They are kept in a file if the
 * stream outlives the process; otherwise a later start would discard processed records as too old.
 */
public final class Checkpoints {

  private static final String STREAM = "stream";

  private final Optional<OwnerOnlyFile> file;
  private Optional<String> streamArn = Optional.empty();
  private Map<String, Checkpoint> ofShards = new HashMap<>();
  private Optional<String> problem = Optional.empty();

  private Checkpoints(Optional<OwnerOnlyFile> file) {
    this.file = file;
  }

  /** Checkpoints that last as long as the process. */
  public static Checkpoints inMemory() {
    return new Checkpoints(Optional.empty());
  }

  /** Checkpoints in a file, which need not exist yet. */
  public static Checkpoints inFile(Path path) {
    OwnerOnlyFile file = new OwnerOnlyFile(path);
    Checkpoints checkpoints = new Checkpoints(Optional.of(file));
    file.read().ifPresent(content -> checkpoints.load(content, path));
    return checkpoints;
  }

  /**
   * Selects the stream whose shards follow. Checkpoints of another stream are forgotten.
   *
   * @return why there are no checkpoints, in a line for the user; empty if they can be used, or if
   *     there were none
   */
  synchronized Optional<String> begin(String arn) {
    Optional<String> found = problem;
    if (streamArn.isPresent() && !streamArn.get().equals(arn)) {
      found = ofShards.isEmpty() ? Optional.empty() : Optional.of("are those of another stream");
      ofShards.clear();
    }
    problem = Optional.empty();
    streamArn = Optional.of(arn);
    return found.map(reason -> "The stream's checkpoints " + reason + ".");
  }

  synchronized Optional<Checkpoint> of(String shardId) {
    return Optional.ofNullable(ofShards.get(shardId));
  }

  /** Moves the checkpoint of a shard, unless another stream has been selected meanwhile. */
  synchronized void move(String arn, String shardId, Checkpoint checkpoint) {
    if (streamArn.equals(Optional.of(arn))) {
      ofShards.put(shardId, checkpoint);
      file.ifPresent(this::write);
    }
  }

  private void load(byte[] content, Path path) {
    Properties properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(content));
      streamArn = Optional.ofNullable((String) properties.remove(STREAM));
      Map<String, Checkpoint> read = new HashMap<>();
      properties.forEach((shardId, text) ->
          read.put((String) shardId, Checkpoint.parse((String) text).orElseThrow()));
      ofShards = read;
    } catch (IOException | RuntimeException e) {
      streamArn = Optional.empty();
      problem = Optional.of("could not be read: the file " + path + " is damaged");
    }
    if (content.length == 0) {
      problem = Optional.of("could not be read: the file " + path + " is empty");
    }
  }

  private void write(OwnerOnlyFile to) {
    Properties properties = new Properties();
    streamArn.ifPresent(arn -> properties.setProperty(STREAM, arn));
    ofShards.forEach((shardId, checkpoint) -> properties.setProperty(shardId, checkpoint.text()));
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try {
      properties.store(content, null);
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoints could not be written", e);
    }
    to.write(content.toByteArray());
  }
}
