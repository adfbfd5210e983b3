package cruddur.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTimeTest {

  @Test
  void theTimesOfTheChildrenAreAdded() {
    assertEquals(61.75, CpuTime.ofChildren("0m0.010000s 0m0.020000s\n1m1.250000s 0m0.500000s\n"));
    assertEquals(0.41, CpuTime.ofChildren("0m0.001s 0m0.002s\n0m0.300s 0m0.110s\n"), 1e-9);
  }

  @Test
  void anotherOutputIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> CpuTime.ofChildren("0m0.01s\n"));
  }

  @Test
  void aCommandHasATimeAndItsOutputIsIgnored() throws Exception {
    assertTrue(CpuTime.seconds(List.of("echo", "1m1.0s")) >= 0);
  }

  @Test
  void aCommandThatFailsIsAnError() {
    assertThrows(IOException.class, () -> CpuTime.seconds(List.of("false")));
  }
}
