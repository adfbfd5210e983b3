package cruddur.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;

/**
 * The time of a world: it stands still, creeps, or jumps, as the seed has it, and never goes back.
 */
final class SimulatedClock extends Clock {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final RandomGenerator random;
  private final double moves;
  private final double jumps;
  private Instant now = START;

  SimulatedClock(RandomGenerator random) {
    this.random = random;
    this.moves = random.nextBoolean() ? random.nextDouble(0.2) : random.nextDouble();
    this.jumps = random.nextDouble(0.2);
  }

  /** Between two requests. */
  void tick() {
    if (random.nextDouble() < moves) {
      now =
          random.nextDouble() < jumps
              ? now.plusSeconds(random.nextInt(1, 400 * 24 * 3600))
              : now.plus(Duration.ofNanos(1000L * random.nextInt(1, 3)));
    }
  }

  /** Much time goes by at once. */
  void jump(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the simulation is in UTC alone");
  }
}
