package cruddur.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The probability of each {@link RequestFate} in one world. Some worlds have no faults, some only
 * one kind, some all kinds.
 */
final class FaultRates {

  private static final double MAX_RATE = 0.4;

  private final Map<RequestFate, Double> rates = new EnumMap<>(RequestFate.class);

  private FaultRates() {}

  /** No faults. */
  static FaultRates none() {
    return new FaultRates();
  }

  /** Rates drawn from the seed. */
  static FaultRates drawn(RandomGenerator random) {
    FaultRates faults = new FaultRates();
    double max = random.nextDouble(MAX_RATE);
    for (RequestFate fate : RequestFate.values()) {
      if (fate != RequestFate.RESPONDED && random.nextInt(3) == 0) {
        faults.rates.put(fate, random.nextDouble(max));
      }
    }
    return faults;
  }

  RequestFate fateOf(TableRequest<?> request, RandomGenerator random) {
    for (var rate : rates.entrySet()) {
      if (random.nextDouble() < rate.getValue() && canHave(request, rate.getKey())) {
        return rate.getKey();
      }
    }
    return RequestFate.RESPONDED;
  }

  private static boolean canHave(TableRequest<?> request, RequestFate fate) {
    return fate != RequestFate.CONFLICT || request instanceof TableRequest.Transact;
  }
}
