package cruddur.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** The clock of a world: by the seed it stops, advances slowly or jumps, and it never goes back. */
final class SimulatedClock implements InstantSource {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final RandomGenerator random;
  private final double moveChance;
  private final double jumpChance;
  private Instant now = START;

  SimulatedClock(RandomGenerator random) {
    this.random = random;
    this.moveChance = random.nextBoolean() ? random.nextDouble(0.2) : random.nextDouble();
    this.jumpChance = random.nextDouble(0.2);
  }

  /** Advances the clock between two requests, perhaps. */
  void tick() {
    if (random.nextDouble() < moveChance) {
      now =
          random.nextDouble() < jumpChance
              ? now.plusSeconds(random.nextInt(1, 400 * 24 * 3600))
              : now.plus(Duration.ofNanos(1000L * random.nextInt(1, 3)));
    }
  }

  /** Advances the clock by this time. */
  void jump(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
