package cruddur.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Runs many small worlds of the real system. {@code -Dsimulation.seeds=100000} sets their number,
 * {@code -Dsimulation.seed=7} runs only the world with that seed.
 */
class SimulationTest {

  private static final long SEEDS = Long.getLong("simulation.seeds", 2_000);

  private static final Optional<Long> ONLY = Optional.ofNullable(Long.getLong("simulation.seed"));

  @Test
  void withAnyFaultsNoMessageIsLostAndEveryListEndsCorrect() {
    LongStream seeds = ONLY.map(LongStream::of).orElse(LongStream.range(0, SEEDS));

    WorldRunner.failures(seeds, WorldSetup.REAL_SYSTEM)
        .findFirst()
        .ifPresent(failure -> {
          throw new AssertionError(failure.report(), failure.cause());
        });
  }

  @Test
  void equalSeedsMakeEqualWorlds() {
    for (long seed = 0; seed < 20; seed++) {
      assertEquals(traceOf(seed), traceOf(seed), "seed " + seed);
    }
  }

  private static String traceOf(long seed) {
    SimulatedWorld world = new SimulatedWorld(seed, WorldSetup.REAL_SYSTEM);
    world.run();
    return world.trace();
  }
}
