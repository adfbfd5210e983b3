package cruddur.simulation;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Many small worlds. {@code -Dsimulation.seeds=100000} runs that many, {@code -Dsimulation.seed=7} the one with that seed.
 */
class SimulationTest {

  

  private static final long SEEDS = Long.getLong("simulation.seeds", 500);

  @Test
  void whateverGoesWrongNothingIsLostAndEveryListIsRightInTheEnd() {
    Long only = Long.getLong("simulation.seed");
    if (only != null) {
      World.run(only, Deployment.AS_IT_IS);
    } else {
      LongStream.range(0, SEEDS).forEach(seed -> World.run(seed, Deployment.AS_IT_IS));
    }
  }
}
