package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the page's modules for live events in many small worlds, in simulated time. {@code
 * -Dlive.seeds=10000} sets their number.
 */
@ExtendWith(BrowserExtension.class)
class LiveFeedTest {

  private static final long SEEDS = Long.getLong("live.seeds", 300);

  /** The browser ends a script that runs for longer than half a minute. */
  private static final int SEEDS_PER_SCRIPT = 25;

  @Test
  void whateverIsLostTheViewIsThatOfAFreshRead(MessengerPage page) {
    assertEquals(List.of(), violations(page, null));
  }

  @ParameterizedTest
  @CsvSource({
    "applying events before the subscription holds, an event was missed",
    "trusting events after a reconnect,             an event was missed",
    "merging by position,                           messages are shown out of order",
    "stopping the safety poll,                      a message is missing after a safety poll",
  })
  void aPlantedFaultIsFound(String fault, String violation, MessengerPage page) {
    List<String> found = violations(page, fault);

    assertTrue(
        found.stream().anyMatch(one -> one.endsWith(": " + violation)),
        () -> "Not found in " + SEEDS + " worlds: " + violation + ", but " + found);
  }

  @SuppressWarnings("unchecked") // the script returns a list of texts
  private static List<String> violations(MessengerPage page, String fault) {
    page.open("");
    String script = script();
    return LongStream.iterate(0, seed -> seed < SEEDS, seed -> seed + SEEDS_PER_SCRIPT)
        .mapToObj(first ->
            LongStream.range(first, Math.min(SEEDS, first + SEEDS_PER_SCRIPT)).boxed().toList())
        .flatMap(seeds -> ((List<String>) page.runAsync(script, seeds, fault)).stream())
        .toList();
  }

  private static String script() {
    try (InputStream script = LiveFeedTest.class.getResourceAsStream("live-model.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
