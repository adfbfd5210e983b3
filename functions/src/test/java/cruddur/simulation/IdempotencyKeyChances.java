package cruddur.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How often a world uses idempotency keys and what happens to them. It has its own random
 * generator, so that keys do not change the other events of a world.
 */
final class IdempotencyKeyChances {

  /** The largest clock skew of a host. */
  static final Duration MAX_SKEW = Duration.ofSeconds(20);

  private static final int MAX_RETRIES = 8;

  private final RandomGenerator random;
  private final double keyChance;
  private final double jumpChance;
  private final double deleteChance;
  private final boolean isSkewed;

  private IdempotencyKeyChances(RandomGenerator random, double keyChance) {
    this.random = random;
    this.keyChance = keyChance;
    this.jumpChance = random.nextDouble(0.1);
    this.deleteChance = random.nextBoolean() ? 0 : random.nextDouble(0.1);
    this.isSkewed = random.nextInt(4) == 0;
  }

  /** Chances drawn from the seed; half of the worlds use no keys. */
  static IdempotencyKeyChances drawn(RandomGenerator random) {
    return new IdempotencyKeyChances(random, random.nextBoolean() ? 0 : random.nextDouble());
  }

  /** Whether the next post has a key. */
  boolean isUsed() {
    return occurs(keyChance);
  }

  /** Whether the next post reuses the key of an earlier one. */
  boolean isReused() {
    return random.nextInt(8) == 0;
  }

  /** How often a user retries in total. */
  int retries() {
    return random.nextInt(MAX_RETRIES + 1);
  }

  /** Returns one of these; half of the time the last, so that retries are often concurrent. */
  SimulatedPost anyOf(List<SimulatedPost> posts) {
    return random.nextBoolean() ? posts.getLast() : posts.get(random.nextInt(posts.size()));
  }

  /** Draws the clock skew of a host. */
  Duration skew() {
    long max = MAX_SKEW.toMillis();
    return keyChance > 0 && isSkewed
        ? Duration.ofMillis(random.nextLong(-max, max + 1))
        : Duration.ZERO;
  }

  /** Sometimes minutes or about a day pass between two requests. */
  Optional<Duration> timeJump() {
    if (!occurs(keyChance > 0 ? jumpChance : 0)) {
      return Optional.empty();
    }
    return Optional.of(
        random.nextBoolean()
            ? Duration.ofSeconds(random.nextInt(1, 1_200))
            : Duration.ofDays(1).plusSeconds(random.nextInt(-90, 91)));
  }

  /** Whether time to live deletes expired rows now. */
  boolean deletesExpired() {
    return occurs(keyChance > 0 ? deleteChance : 0);
  }

  private boolean occurs(double chance) {
    return chance > 0 && random.nextDouble() < chance;
  }
}
