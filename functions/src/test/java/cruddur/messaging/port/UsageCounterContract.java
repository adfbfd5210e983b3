package cruddur.messaging.port;

import static cruddur.messaging.port.SampleRows.usage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cruddur.messaging.port.PutCondition.KeyIsFree;
import cruddur.messaging.port.row.UsageWindows;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The behavior of every implementation of {@link UsageCounter}. */
public abstract class UsageCounterContract {

  private static final Instant NOW = Instant.parse("2026-11-22T13:07:40Z");
  private static final Instant LATER = NOW.plusSeconds(10);

  /** The counter under test; its table is empty when a test starts. */
  protected abstract UsageCounter usageCounter();

  /** The rows of the same table. */
  protected abstract Rows rows();

  @Test
  void theFirstUpdateCreatesTheRow() {
    UsageWindows first = usage(Map.of(NOW, 2L), Map.of(NOW, Duration.ofSeconds(3)), LATER);

    assertEquals(first, usageCounter().count(new UsageUpdate(first, Set.of())));

    assertEquals(Optional.of(first), rows().get(first.key()));
  }

  @Test
  void usesAreAddedAndDebtsAndExpiryAreSet() {
    usageCounter()
        .count(
            new UsageUpdate(
                usage(Map.of(NOW, 2L), Map.of(NOW, Duration.ofSeconds(3)), NOW), Set.of()));

    assertEquals(
        usage(Map.of(NOW, 1L, LATER, 5L), Map.of(NOW, Duration.ofMillis(4)), LATER),
        usageCounter()
            .count(
                new UsageUpdate(
                    usage(Map.of(NOW, -1L, LATER, 5L), Map.of(NOW, Duration.ofMillis(4)), LATER),
                    Set.of())));
  }

  @Test
  void expiredWindowsAreRemoved() {
    UsageWindows existing =
        usage(
            Map.of(NOW, 2L, LATER, 3L),
            Map.of(NOW, Duration.ofSeconds(3), LATER, Duration.ofSeconds(4)),
            NOW);
    assertEquals(new PutOutcome.Written(), rows().put(existing, new KeyIsFree()));

    assertEquals(
        usage(Map.of(LATER, 3L), Map.of(LATER, Duration.ofSeconds(4)), LATER),
        usageCounter()
            .count(
                new UsageUpdate(
                    usage(Map.of(), Map.of(), LATER), Set.of(NOW, NOW.minusSeconds(10)))));
  }
}
