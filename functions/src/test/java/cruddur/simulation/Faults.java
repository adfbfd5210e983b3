package cruddur.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * How likely each {@link Fate} is in one world: some are calm, some are bad in one way, some in
 * all.
 */
final class Faults {

  private static final double WORST_CHANCE = 0.4;

  private final Map<Fate, Double> chances = new EnumMap<>(Fate.class);

  private Faults() {}

  /** A world in which nothing goes wrong. */
  static Faults none() {
    return new Faults();
  }

  /** A world as the seed has it. */
  static Faults drawn(RandomGenerator random) {
    Faults faults = new Faults();
    double worst = random.nextDouble(WORST_CHANCE);
    for (Fate fate : Fate.values()) {
      if (fate != Fate.ANSWERED && random.nextInt(3) == 0) {
        faults.chances.put(fate, random.nextDouble(worst));
      }
    }
    return faults;
  }

  Fate fateOf(Request<?> request, RandomGenerator random) {
    for (var chance : chances.entrySet()) {
      if (random.nextDouble() < chance.getValue() && canMeet(request, chance.getKey())) {
        return chance.getKey();
      }
    }
    return Fate.ANSWERED;
  }

  private static boolean canMeet(Request<?> request, Fate fate) {
    return fate != Fate.CONFLICT || request instanceof Request.Transact;
  }
}
