package cruddur.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * How likely each {@link RequestFate} is in one world: some are calm, some are bad in one way, some
 * in all.
 */
final class FaultRates {

  private static final double WORST_CHANCE = 0.4;

  private final Map<RequestFate, Double> chances = new EnumMap<>(RequestFate.class);

  private FaultRates() {}

  /** A world in which nothing goes wrong. */
  static FaultRates none() {
    return new FaultRates();
  }

  /** A world as the seed has it. */
  static FaultRates drawn(RandomGenerator random) {
    FaultRates faults = new FaultRates();
    double worst = random.nextDouble(WORST_CHANCE);
    for (RequestFate fate : RequestFate.values()) {
      if (fate != RequestFate.ANSWERED && random.nextInt(3) == 0) {
        faults.chances.put(fate, random.nextDouble(worst));
      }
    }
    return faults;
  }

  RequestFate fateOf(TableRequest<?> request, RandomGenerator random) {
    for (var chance : chances.entrySet()) {
      if (random.nextDouble() < chance.getValue() && canMeet(request, chance.getKey())) {
        return chance.getKey();
      }
    }
    return RequestFate.ANSWERED;
  }

  private static boolean canMeet(TableRequest<?> request, RequestFate fate) {
    return fate != RequestFate.CONFLICT || request instanceof TableRequest.Transact;
  }
}
