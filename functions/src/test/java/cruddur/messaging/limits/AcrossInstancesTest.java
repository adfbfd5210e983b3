package cruddur.messaging.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cruddur.messaging.limits.Traffic.Measured;
import cruddur.messaging.port.MemoryRows;
import cruddur.messaging.port.UsageCounter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A limit over several instances, with many seeds: its cost, its refusals, and how soon it holds a
 * flood. {@code -Dsimulation.seeds=100000} runs that many seeds.
 */
class AcrossInstancesTest {

  private static final long SEEDS = Long.getLong("simulation.seeds", 500);
  private static final int FEW_SEEDS = 20;

  /** Twice the uses that an instance may have allowed without a report. */
  private static final int MAX_EXCESS_PER_INSTANCE = 2 * LeakyBucket.USES_PER_REPORT;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aCallerBelowTheLimitIsNeverRefusedAndCostsAFifthOfARequestPerUse(int instances) {
    List<Duration> burst = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      burst.add(Duration.ZERO);
    }
    List<Duration> oneASecond =
        Traffic.steadily(Duration.ofSeconds(1), Duration.ofMinutes(10)).stream()
            .map(Duration.ofSeconds(1)::plus)
            .toList();
    List<Duration> burstAndOneASecond = Stream.of(burst, oneASecond).flatMap(List::stream).toList();

    for (List<Duration> at : List.of(oneASecond, burst, burstAndOneASecond)) {
      List<Measured> measured = measured(at, instances, Optional.empty());
      assertEquals(0, measured.stream().mapToInt(Measured::falseRefusals).sum());
      int requests = measured.stream().mapToInt(Measured::requests).sum();
      assertTrue(
          requests <= 0.2 * at.size() * measured.size(),
          requests + " for " + at.size() * FEW_SEEDS);
    }
  }

  @ParameterizedTest
  @CsvSource({"2,2", "10,2", "10,4", "10,10", "30,10", "100,1", "100,4", "100,10", "100,50"})
  void aFloodIsHeldWithinTenSeconds(int aSecond, int instances) {
    List<Duration> flood = flood(aSecond);

    for (Measured one : measured(flood, instances, Optional.empty())) {
      assertTrue(one.heldAfter().compareTo(Duration.ofSeconds(10)) <= 0, one.toString());
      assertTrue(one.excess() <= MAX_EXCESS_PER_INSTANCE * instances, one.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"10,1,1", "30,4,1", "100,1,1", "100,4,1", "10,4,20"})
  void aFloodIsHeldWhileInstancesAreReplaced(int aSecond, int instances, int secondsOfLife) {
    for (Measured one :
        measured(flood(aSecond), instances, Optional.of(Duration.ofSeconds(secondsOfLife)))) {
      assertTrue(one.heldAfter().compareTo(Duration.ofSeconds(10)) <= 0, one.toString());
    }
  }

  @Test
  void everySenderIsHeldAndNotRefusedBelowTheLimit() {
    assertEquals(Optional.empty(), firstBroken(UnaryOperator.identity()));
  }

  /** Planted fault: each instance has a table of its own, so a new one knows of no flood. */
  @Test
  void aLimitThatANewInstanceResetsIsDetected() {
    assertTrue(firstBroken(_ -> new MemoryRows()).orElseThrow().startsWith("not held"));
  }

  private static Optional<String> firstBroken(UnaryOperator<UsageCounter> fault) {
    return LongStream.range(0, SEEDS)
        .boxed()
        .flatMap(seed -> broken(seed, fault).stream())
        .findFirst();
  }

  /** A sender with random rates and pauses, over one to ten instances. */
  private static Optional<String> broken(long seed, UnaryOperator<UsageCounter> fault) {
    RandomGenerator random = new SplittableRandom(seed);
    List<Duration> at = new ArrayList<>();
    Duration now = Duration.ZERO;
    for (int spell = random.nextInt(1, 6); spell > 0; spell--) {
      double aSecond = Math.exp(random.nextDouble(-3, 4));
      for (int uses = random.nextInt(300); uses > 0; uses--) {
        at.add(now);
        now = now.plusNanos((long) (1e9 * random.nextDouble(2) / aSecond));
      }
      now = now.plusSeconds(random.nextInt(120));
    }
    at.add(now);
    int instances = random.nextInt(1, 11);
    Measured measured =
        new Traffic(Limit.MESSAGES, at, instances, Optional.empty()).measured(seed, fault);
    if (measured.falseRefusals() > 0) {
      return Optional.of("refused below the limit: seed " + seed + ", " + measured);
    }
    return measured.excess() > MAX_EXCESS_PER_INSTANCE * instances
        ? Optional.of("not held: seed " + seed + ", " + measured)
        : Optional.empty();
  }

  private static List<Duration> flood(int aSecond) {
    return Traffic.steadily(
        Duration.ofSeconds(1).dividedBy(aSecond), Duration.ofSeconds(aSecond > 20 ? 60 : 200));
  }

  private static List<Measured> measured(
      List<Duration> at, int instances, Optional<Duration> life) {
    Traffic traffic = new Traffic(Limit.MESSAGES, at, instances, life);
    return LongStream.range(0, FEW_SEEDS).mapToObj(traffic::measured).toList();
  }
}
