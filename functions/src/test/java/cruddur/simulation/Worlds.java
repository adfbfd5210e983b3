package cruddur.simulation;

import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Worlds one after the other; a few at once, since each waits for itself most of the time. */
final class Worlds {

  private static final int AT_ONCE = 8;

  private Worlds() {}

  /** What went wrong in these worlds, in their order. */
  static Stream<World.Broken> broken(LongStream seeds, WorldSetup deployment) {
    return seeds
        .boxed()
        .gather(Gatherers.mapConcurrent(AT_ONCE, seed -> new World(seed, deployment).happen()))
        .flatMap(Optional::stream);
  }
}
