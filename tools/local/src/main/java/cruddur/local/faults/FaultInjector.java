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

/** Decides which fault happens when, and counts those that did. Does nothing until begun. */
final class FaultInjector {

  /** Trouble comes in spells: a call that is tried again meets the next fault with this chance. */
  private static final double CHANCE_TO_LAST = 0.5;

  private static final List<Class<? extends Enum<?>>> PLACES =
      List.of(
          InjectedFault.Api.class,
          InjectedFault.DynamoDb.class,
          InjectedFault.Index.class,
          InjectedFault.Stream.class);

  /** One for each place, so that what happens at one does not change the choice at another. */
  private final Map<Class<?>, SplittableRandom> randoms = new HashMap<>();

  private final Map<String, Long> injected = new TreeMap<>();
  private final Set<String> only = new HashSet<>();
  private final FaultSettings settings;
  private double rate;

  FaultInjector(FaultSettings settings) {
    this.settings = settings;
    SplittableRandom seeds = new SplittableRandom(settings.seed());
    for (Class<? extends Enum<?>> place : PLACES) {
      randoms.put(place, seeds.split());
      for (Enum<?> fault : place.getEnumConstants()) {
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

  /** Switches to another rate; 0 means no faults. */
  synchronized void rate(double newRate) {
    rate = newRate;
  }

  /** Restricts faults to these labels; none means all. */
  synchronized void only(Set<String> labels) {
    only.clear();
    only.addAll(labels);
  }

  /** How often each fault has happened, by its label. */
  synchronized Map<String, Long> injected() {
    return new TreeMap<>(injected);
  }

  synchronized void count(InjectedFault fault) {
    injected.merge(fault.label(), 1L, Long::sum);
  }

  /** What happens to something that is done for the first time. */
  synchronized <F extends Enum<F> & InjectedFault> Optional<F> draw(Class<F> place) {
    return draw(place, EnumSet.allOf(place), rate);
  }

  /** What happens to one attempt of a call, of faults that are possible for it. */
  synchronized <F extends Enum<F> & InjectedFault> Optional<F> draw(
      Class<F> place, Set<F> possible, boolean isFirstAttempt) {
    boolean goesByRate = isFirstAttempt || rate == 0;
    return draw(place, possible, goesByRate ? rate : Math.max(rate, CHANCE_TO_LAST));
  }

  /** How long something takes that is slow. */
  synchronized Duration pause(Class<? extends InjectedFault> place) {
    return upTo(settings.longestPause(), place);
  }

  /** A duration by chance, above zero. */
  synchronized Duration upTo(Duration longest, Class<? extends InjectedFault> place) {
    return Duration.ofNanos(1 + randoms.get(place).nextLong(longest.toNanos()));
  }

  private <F extends Enum<F> & InjectedFault> Optional<F> draw(
      Class<F> place, Set<F> possible, double chance) {
    SplittableRandom random = randoms.get(place);
    if (random.nextDouble() >= chance) {
      return Optional.empty();
    }
    List<F> candidates = new ArrayList<>(possible);
    candidates.removeIf(fault -> !only.isEmpty() && !only.contains(fault.label()));
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(candidates.get(random.nextInt(candidates.size())));
  }
}
