package cruddur.simulation;

import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Runs worlds, a few at the same time because each mostly waits for its own threads. */
final class WorldRunner {

  private static final int CONCURRENCY = 8;

  private WorldRunner() {}

  /** Returns the failures of these worlds, in the order of the seeds. */
  static Stream<SimulatedWorld.Failure> failures(LongStream seeds, WorldSetup setup) {
    return seeds
        .boxed()
        .gather(Gatherers.mapConcurrent(CONCURRENCY, seed -> new SimulatedWorld(seed, setup).run()))
        .flatMap(Optional::stream);
  }
}
