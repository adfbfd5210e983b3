package cruddur.commands;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that goes on by a millisecond whenever it is read: whatever is written has its moment.
 */
final class TickingClock extends Clock {

  private static final Duration TICK = Duration.ofMillis(1);

  private final AtomicReference<Instant> now;

  TickingClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  @Override
  public Instant instant() {
    return now.updateAndGet(instant -> instant.plus(TICK));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("moments have no zone");
  }
}
