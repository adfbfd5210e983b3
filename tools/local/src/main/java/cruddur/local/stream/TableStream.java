package cruddur.local.stream;

import java.util.Optional;

/** Finds the stream of a table, which can be dropped and created again at any time. */
@FunctionalInterface
public interface TableStream {

  /** What there is to read. */
  sealed interface State {}

  /** The table has a stream. */
  record Present(String streamArn) implements State {}

  /** The table does not exist. */
  record NoTable(String tableName) implements State {}

  /** The table has no stream. */
  record NoStream(String tableName) implements State {}

  /** Looks for the stream. */
  State find();

  /** A stream that never changes. */
  static TableStream of(String streamArn) {
    return () -> new Present(streamArn);
  }

  /**
   * The state of a table.
   *
   * @param streamArn empty if it has no stream
   */
  static State stateOf(String tableName, Optional<String> streamArn) {
    return streamArn.<State>map(Present::new).orElseGet(() -> new NoStream(tableName));
  }
}
