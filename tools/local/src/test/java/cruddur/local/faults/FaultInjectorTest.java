package cruddur.local.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultInjectorTest {

  private static final Set<InjectedFault.DynamoDb> ALL =
      EnumSet.allOf(InjectedFault.DynamoDb.class);

  @Test
  void theSameSeedInjectsTheSameFaults() {
    assertEquals(draws(started(0.5, 7), 100), draws(started(0.5, 7), 100));
    assertNotEquals(draws(started(0.5, 7), 100), draws(started(0.5, 8), 100));
  }

  @Test
  void requestsOfOneTypeDoNotChangeTheFaultsOfAnother() {
    FaultInjector busy = started(0.5, 7);
    IntStream.range(0, 50).forEach(_ -> busy.draw(InjectedFault.DynamoDb.class, ALL, true));
    assertEquals(draws(started(0.5, 7), 100), draws(busy, 100));
  }

  @Test
  void theRateIsTheShareThatGetsAFault() {
    long faults = draws(started(0.05, 1), 10_000).stream().filter(Optional::isPresent).count();
    assertTrue(near(500, faults));
  }

  @Test
  void halfOfTheRetriesGetAFault() {
    assertTrue(near(5_000, faultyRetries(started(0.05, 1))));
    assertTrue(near(8_000, faultyRetries(started(0.8, 1))));
  }

  @Test
  void atRateZeroNothingHappens() {
    FaultInjector faults = new FaultInjector(new FaultSettings(1, 1));
    assertEquals(Set.of(Optional.empty()), Set.copyOf(draws(faults, 10)));
    assertEquals(0, faultyRetries(faults));
    faults.rate(1);
    assertTrue(draws(faults, 10).stream().allMatch(Optional::isPresent));
    faults.rate(0);
    assertEquals(0, faultyRetries(faults));
  }

  @Test
  void onlyNamedFaultsHappen() {
    FaultInjector faults = started(1, 1);
    faults.only(Set.of("api.slow"));
    assertEquals(Set.of(Optional.of(InjectedFault.Api.SLOW)), Set.copyOf(draws(faults, 10)));
    assertEquals(0, faultyRetries(faults));
    faults.only(Set.of());
    assertEquals(
        EnumSet.allOf(InjectedFault.Api.class),
        EnumSet.copyOf(draws(faults, 100).stream().flatMap(Optional::stream).toList()));
  }

  private static FaultInjector started(double rate, long seed) {
    FaultInjector faults = new FaultInjector(new FaultSettings(rate, seed));
    faults.rate(rate);
    return faults;
  }

  private static List<Optional<InjectedFault.Api>> draws(FaultInjector faults, int count) {
    return IntStream.range(0, count).mapToObj(_ -> faults.draw(InjectedFault.Api.class)).toList();
  }

  /** How many of ten thousand retries get a fault. */
  private static long faultyRetries(FaultInjector faults) {
    return IntStream.range(0, 10_000)
        .filter(_ -> faults.draw(InjectedFault.DynamoDb.class, ALL, false).isPresent())
        .count();
  }

  private static boolean near(long expected, long count) {
    return Math.abs(count - expected) < 150;
  }
}
