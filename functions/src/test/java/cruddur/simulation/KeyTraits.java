package cruddur.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a world does to idempotency keys. It draws from a generator of its own, so that a world
 * without keys is the same as if there were none.
 */
final class KeyTraits {

  /** How far, at most, a host's clock is off. */
  static final Duration CLOCKS_DIFFER = Duration.ofSeconds(20);

  private static final int MOST_REPETITIONS = 8;

  private final RandomGenerator random;
  private final double used;
  private final double jumps;
  private final double deletes;
  private final boolean isSkewed;

  private KeyTraits(RandomGenerator random, double used) {
    this.random = random;
    this.used = used;
    this.jumps = random.nextDouble(0.1);
    this.deletes = random.nextBoolean() ? 0 : random.nextDouble(0.1);
    this.isSkewed = random.nextInt(4) == 0;
  }

  /** As the seed has it: half of the worlds know no keys. */
  static KeyTraits drawn(RandomGenerator random) {
    return new KeyTraits(random, random.nextBoolean() ? 0 : random.nextDouble());
  }

  /** Whether a post has a key. */
  boolean isUsed() {
    return happens(used);
  }

  /** Whether that is the key of an earlier post. */
  boolean isUsedAgain() {
    return random.nextInt(8) == 0;
  }

  /** How often, over all, a user sends something again. */
  int repetitions() {
    return random.nextInt(MOST_REPETITIONS + 1);
  }

  /** Any of these; the last as often as all others together, so that copies meet. */
  Post anyOf(List<Post> posts) {
    return random.nextBoolean() ? posts.getLast() : posts.get(random.nextInt(posts.size()));
  }

  /** How far a host's clock is off. */
  Duration skew() {
    long most = CLOCKS_DIFFER.toMillis();
    return used > 0 && isSkewed
        ? Duration.ofMillis(random.nextLong(-most, most + 1))
        : Duration.ZERO;
  }

  /** Between two requests now and then some minutes pass, or about a day. */
  Optional<Duration> timeThatPasses() {
    if (!happens(used > 0 ? jumps : 0)) {
      return Optional.empty();
    }
    return Optional.of(
        random.nextBoolean()
            ? Duration.ofSeconds(random.nextInt(1, 1_200))
            : Duration.ofDays(1).plusSeconds(random.nextInt(-90, 91)));
  }

  /** Whether what has expired is deleted now. */
  boolean timeToLiveDeletes() {
    return happens(used > 0 ? deletes : 0);
  }

  private boolean happens(double chance) {
    return chance > 0 && random.nextDouble() < chance;
  }
}
