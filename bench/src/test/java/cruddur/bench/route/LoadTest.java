package cruddur.bench.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest {

  @Test
  void everyCallerSendsAtLeastOneRequestAtTheSameTime() throws Exception {
    CyclicBarrier together = new CyclicBarrier(4);

    assertEquals(4, Load.run(together::await, 4, Duration.ZERO).count());
  }

  @Test
  void everyRequestIsCounted() throws Exception {
    AtomicInteger requests = new AtomicInteger();

    var latencies = Load.run(requests::incrementAndGet, 2, Duration.ofMillis(5));

    assertEquals(requests.get(), latencies.count());
  }

  @Test
  void aRequestThatFailsIsNoResult() {
    IllegalStateException failure = new IllegalStateException("429");

    assertEquals(
        failure,
        assertThrows(
                IllegalStateException.class,
                () ->
                    Load.run(
                        () -> {
                          throw failure;
                        },
                        2,
                        Duration.ZERO))
            .getCause());
  }
}
