package cruddur.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  /** 100 ms, 99 ms, ... 1 ms. */
  private final Latencies hundred =
      Latencies.of(
          LongStream.range(0, 100).map(i -> (100 - i) * 1_000_000).toArray(),
          Duration.ofSeconds(4));

  @Test
  void aPercentileIsTheSmallestThatEnoughRequestsDidNotExceed() {
    assertEquals(50, hundred.percentile(0.5));
    assertEquals(99, hundred.percentile(0.99));
    assertEquals(100, hundred.percentile(1));
    assertEquals(1, hundred.percentile(0.001));
  }

  @Test
  void thePercentilesOfOneRequestAreItsLatency() {
    Latencies one = Latencies.of(new long[] {2_500_000}, Duration.ofSeconds(1));
    assertEquals(2.5, one.percentile(0.5));
    assertEquals(2.5, one.percentile(0.99));
  }

  @Test
  void theRateIsThatOfAllRequestsInTheTime() {
    assertEquals(25, hundred.perSecond());
  }

  @Test
  void latenciesRequireRequests() {
    assertThrows(
        IllegalArgumentException.class, () -> Latencies.of(new long[0], Duration.ofSeconds(1)));
  }
}
