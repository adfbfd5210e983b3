package cruddur.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Many small worlds of the system as it is. {@code -Dsimulation.seeds=100000} runs that many,
 * {@code -Dsimulation.seed=7} the one with that seed.
 */
class SimulationTest {

  private static final long SEEDS = Long.getLong("simulation.seeds", 500);

  private static final Optional<Long> ONLY = Optional.ofNullable(Long.getLong("simulation.seed"));

  @Test
  void whateverGoesWrongNothingIsLostAndEveryListIsRightInTheEnd() {
    LongStream seeds = ONLY.map(LongStream::of).orElse(LongStream.range(0, SEEDS));

    Worlds.broken(seeds, WorldSetup.AS_IT_IS)
        .findFirst()
        .ifPresent(broken -> {
          throw new AssertionError(broken.report(), broken.cause());
        });
  }

  @Test
  void aSeedIsTheSameWorldEveryTime() {
    for (long seed = 0; seed < 20; seed++) {
      assertEquals(traceOf(seed), traceOf(seed), "seed " + seed);
    }
  }

  private static String traceOf(long seed) {
    World world = new World(seed, WorldSetup.AS_IT_IS);
    world.happen();
    return world.trace();
  }
}
