package cruddur.local.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Decides which faults happen, and counts them. None happens before a rate is set. */
final class FaultInjector {

  /** The probability that a retry gets a fault, too: real faults last longer than one attempt. */
  private static final double RETRY_RATE = 0.5;

  private static final List<Class<? extends Enum<?>>> FAULT_TYPES =
      List.of(
          InjectedFault.Api.class,
          InjectedFault.DynamoDb.class,
          InjectedFault.Index.class,
          InjectedFault.Stream.class,
          InjectedFault.Event.class);

  /** One for each type, so that requests of one type do not change the faults of another. */
  private final Map<Class<?>, SplittableRandom> randoms = new HashMap<>();

  private final Map<String, Long> injected = new TreeMap<>();
  private final Set<String> only = new HashSet<>();
  private final FaultSettings settings;
  private double rate;

  FaultInjector(FaultSettings settings) {
    this.settings = settings;
    SplittableRandom seeds = new SplittableRandom(settings.seed());
    for (Class<? extends Enum<?>> type : FAULT_TYPES) {
      randoms.put(type, seeds.split());
      for (Enum<?> fault : type.getEnumConstants()) {
        injected.put(((InjectedFault) fault).label(), 0L);
      }
    }
  }

  FaultSettings settings() {
    return settings;
  }

  synchronized double rate() {
    return rate;
  }

  /** Changes the rate. */
  synchronized void rate(double newRate) {
    rate = newRate;
  }

  /** Limits faults to these labels; an empty set allows all. */
  synchronized void only(Set<String> labels) {
    only.clear();
    only.addAll(labels);
  }

  /** The number of faults so far, by label. */
  synchronized Map<String, Long> injected() {
    return new TreeMap<>(injected);
  }

  synchronized void count(InjectedFault fault) {
    injected.merge(fault.label(), 1L, Long::sum);
  }

  /** Returns the fault of a request or record, if it gets one. */
  synchronized <F extends Enum<F> & InjectedFault> Optional<F> draw(Class<F> type) {
    return draw(type, EnumSet.allOf(type), rate);
  }

  /** Returns the fault of an attempt, if it gets one, among those that are possible for it. */
  synchronized <F extends Enum<F> & InjectedFault> Optional<F> draw(
      Class<F> type, Set<F> possible, boolean isFirstAttempt) {
    boolean isByRate = isFirstAttempt || rate == 0;
    return draw(type, possible, isByRate ? rate : Math.max(rate, RETRY_RATE));
  }

  /** Returns the duration of a delay. */
  synchronized Duration delay(Class<? extends InjectedFault> type) {
    return upTo(settings.maxDelay(), type);
  }

  /** Returns a random duration above zero. */
  synchronized Duration upTo(Duration max, Class<? extends InjectedFault> type) {
    return Duration.ofNanos(1 + randoms.get(type).nextLong(max.toNanos()));
  }

  private <F extends Enum<F> & InjectedFault> Optional<F> draw(
      Class<F> type, Set<F> possible, double probability) {
    SplittableRandom random = randoms.get(type);
    if (random.nextDouble() >= probability) {
      return Optional.empty();
    }
    List<F> candidates = new ArrayList<>(possible);
    candidates.removeIf(fault -> !only.isEmpty() && !only.contains(fault.label()));
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(candidates.get(random.nextInt(candidates.size())));
  }
}
