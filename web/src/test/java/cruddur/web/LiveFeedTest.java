package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the page's modules for live events, lists and unread counts in many small worlds, in
 * simulated time. {@code -Dlive.seeds=10000} sets their number.
 */
@ExtendWith(BrowserExtension.class)
class LiveFeedTest {

  private static final long SEEDS = Long.getLong("live.seeds", 300);

  /** The browser ends a script that runs for longer than half a minute. */
  private static final int SEEDS_PER_SCRIPT = 25;

  @Test
  void whateverIsLostTheViewIsThatOfAFreshRead(MessengerPage page) {
    assertEquals(List.of(), violations(page, null).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "applying events before the subscription holds, an event was missed",
    "trusting events after a reconnect,             an event was missed",
    "merging by position,                           messages are shown out of order",
    "stopping the safety poll,                      the list differs from a fresh read",
    "discarding events during the first load,       an event was missed",
    "keeping what was cleared,                      a message is shown that a fresh read lacks",
    "counting a repeated event,                     an event was missed",
  })
  void aPlantedFaultIsFound(String fault, String violation, MessengerPage page) {
    assertTrue(
        violations(page, fault).anyMatch(one -> one.endsWith(": " + violation)),
        () -> "Not found in " + SEEDS + " worlds: " + violation);
  }

  /** Runs the worlds one script after the other, as far as the violations are read. */
  @SuppressWarnings("unchecked") // the script returns a list of texts
  private static Stream<String> violations(MessengerPage page, String fault) {
    page.open("");
    String script = script();
    return LongStream.iterate(0, seed -> seed < SEEDS, seed -> seed + SEEDS_PER_SCRIPT)
        .mapToObj(first ->
            LongStream.range(first, Math.min(SEEDS, first + SEEDS_PER_SCRIPT)).boxed().toList())
        .flatMap(seeds -> ((List<String>) page.runAsync(script, seeds, fault)).stream());
  }

  private static String script() {
    try (InputStream script = LiveFeedTest.class.getResourceAsStream("live-model.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
